import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { setImmediate as yieldToEvents } from 'node:timers/promises';
import { RowBatch } from './bulk-write.ts';
import { DatabaseFailure } from './database-failure.ts';

/** Waits until this process and all others let it write; `release` must be called. */
export interface WriteTurn {
  take(): Promise<void>;
  release(): void;
  /** Runs again while the file is busy, without blocking the event loop, for as long as the busy timeout allows. */
  patiently<T>(work: () => T): Promise<T>;
}

const statementsMax = 300;

/** One handle on the file. `node:sqlite` is synchronous, so waiting for other processes happens between calls, never inside. */
export class SqliteConnection implements DatabaseConnection {
  readonly #database: DatabaseSync;
  readonly #turn: WriteTurn;
  readonly #statements = new Map<string, StatementSync>();
  #inTransaction = false;

  constructor(database: DatabaseSync, turn: WriteTurn) {
    this.#database = database;
    this.#turn = turn;
  }

  /** Immediate: a deferred transaction that reads before it writes fails as soon as another process writes (517). */
  async begin(): Promise<void> {
    await this.#turn.take();
    try {
      await this.#turn.patiently(() => this.#database.exec('begin immediate'));
      this.#inTransaction = true;
    } catch (error) {
      this.#turn.release();
      throw sqliteFailure(error);
    }
  }

  async end(how: 'commit' | 'rollback'): Promise<void> {
    try {
      await this.#turn.patiently(() => this.#database.exec(how));
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('rollback');
      if (how === 'commit') throw sqliteFailure(error);
    } finally {
      if (this.#inTransaction) this.#turn.release();
      this.#inTransaction = false;
    }
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    try {
      const [batch] = query.parameters;
      if (batch instanceof RowBatch) return await this.#writeAll(query.sql, batch);
      const statement = this.#prepare(query.sql);
      const values = query.parameters.map(bindable);
      if (statement.columns().length > 0) {
        return { rows: (await this.#turn.patiently(() => statement.all(...values))) as Row[] };
      }
      return await this.#write(() => {
        const { changes, lastInsertRowid } = statement.run(...values);
        return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
      });
    } catch (error) {
      throw sqliteFailure(error);
    }
  }

  async *streamQuery<Row>(query: CompiledQuery): AsyncIterableIterator<QueryResult<Row>> {
    yield await this.executeQuery<Row>(query);
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
  }

  async #writeAll<Row>(text: string, batch: RowBatch): Promise<QueryResult<Row>> {
    const statement = this.#prepare(text);
    const result = await this.#write(() => {
      this.#database.exec('savepoint all_rows');
      try {
        // Values go as they are: STRICT columns turn a whole double into an integer themselves.
        for (const row of batch.rows) statement.run(...(row as SQLInputValue[]));
      } catch (error) {
        this.#database.exec('rollback to all_rows; release all_rows');
        throw error;
      }
      this.#database.exec('release all_rows');
      return { rows: [], numAffectedRows: BigInt(batch.rows.length) };
    });
    // A batch takes tens of milliseconds; let the rest of the process breathe.
    await yieldToEvents();
    return result;
  }

  async #write<T>(work: () => T): Promise<T> {
    if (this.#inTransaction) return work();
    await this.#turn.take();
    try {
      return await this.#turn.patiently(work);
    } finally {
      this.#turn.release();
    }
  }

  #prepare(text: string): StatementSync {
    const known = this.#statements.get(text);
    if (known !== undefined) return known;
    const [oldest] = this.#statements.keys();
    if (oldest !== undefined && this.#statements.size >= statementsMax) {
      this.#statements.delete(oldest);
    }
    const statement = this.#database.prepare(text);
    this.#statements.set(text, statement);
    return statement;
  }
}

/** A JS number binds as REAL, which changes what expressions such as `?` / `%` mean; whole ones go as integers. */
function bindable(value: unknown): SQLInputValue {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  if (typeof value === 'bigint' || value instanceof Uint8Array) return value;
  throw new TypeError(`A ${typeof value} cannot be a column value`);
}

/** https://sqlite.org/rescode.html: the low byte is the class, the rest the detail. */
const busy = 5;
const locked = 6;
const constraint = 19;
const uniqueKeys = [1555, 2067];

export function isBusy(error: unknown): boolean {
  const code = resultCode(error);
  return code !== null && ((code & 0xff) === busy || (code & 0xff) === locked);
}

function sqliteFailure(error: unknown): unknown {
  const code = resultCode(error);
  if (code === null || !(error instanceof Error)) return error;
  if (uniqueKeys.includes(code)) {
    return new DatabaseFailure('duplicate', code, `SQLite ${String(code)}: a unique key is taken`);
  }
  const kind = isBusy(error) ? 'contention' : (code & 0xff) === constraint ? 'refused' : 'other';
  return new DatabaseFailure(kind, code, `SQLite ${String(code)}: ${error.message}`);
}

function resultCode(error: unknown): number | null {
  if (!(error instanceof Error) || !('errcode' in error)) return null;
  return typeof error.errcode === 'number' ? error.errcode : null;
}
