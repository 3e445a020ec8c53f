import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
import type { PoolConnection } from 'mysql2';
import type { Random } from '../ids.ts';
import { RowBatch } from './bulk-write.ts';
import { mysqlFailure, taintsConnection } from './mysql-failure.ts';
import { withRetries } from './retry.ts';

const answerWithinMs = 120_000;

/** One pooled connection while it is lent out. */
export class MysqlConnection implements DatabaseConnection {
  readonly #connection: PoolConnection;
  readonly #random: Random;
  #inTransaction = false;
  #tainted = false;

  constructor(connection: PoolConnection, random: Random) {
    this.#connection = connection;
    this.#random = random;
  }

  async begin(): Promise<void> {
    await this.#send('begin', []);
    this.#inTransaction = true;
  }

  async commit(): Promise<void> {
    this.#inTransaction = false;
    await this.#send('commit', [], 'in-commit');
  }

  /** Never fails: a connection that cannot roll back is closed, which rolls back. */
  async rollback(): Promise<void> {
    this.#inTransaction = false;
    try {
      await this.#send('rollback', []);
    } catch {
      this.#tainted = true;
    }
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const [batch] = query.parameters;
    const values = batch instanceof RowBatch ? [batch.rows] : [...query.parameters];
    if (this.#inTransaction) return this.#ask(query.sql, values);
    return withRetries(this.#random, () => this.#ask(query.sql, values, 'in-commit'));
  }

  async *streamQuery<Row>(query: CompiledQuery): AsyncIterableIterator<QueryResult<Row>> {
    yield await this.executeQuery<Row>(query);
  }

  release(): void {
    if (this.#tainted) this.#connection.destroy();
    else this.#connection.release();
  }

  async #ask<Row>(text: string, values: unknown[], phase?: 'in-commit'): Promise<QueryResult<Row>> {
    const answer = await this.#send(text, values, phase);
    if (Array.isArray(answer)) return { rows: answer as Row[] };
    const { affectedRows, insertId } = answer as { affectedRows: number; insertId: number };
    return { rows: [], numAffectedRows: BigInt(affectedRows), insertId: BigInt(insertId) };
  }

  #send(text: string, values: unknown[], phase?: 'in-commit'): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const request = { sql: text, values, timeout: answerWithinMs };
      this.#connection.query(request, (error, answer) => {
        if (error === null) {
          resolve(answer);
          return;
        }
        const failure = mysqlFailure(error, phase ?? 'before');
        this.#tainted ||= taintsConnection(failure);
        reject(failure);
      });
    });
  }
}
