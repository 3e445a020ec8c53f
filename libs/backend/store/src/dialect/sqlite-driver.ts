import {
  type DatabaseConnection,
  type Dialect,
  type Driver,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Random } from '../ids.ts';
import { SqliteConnection, type WriteTurn } from './sqlite-connection.ts';
import { writeTurn } from './write-turn.ts';

const inMemory = ':memory:';

export interface SqliteOptions {
  /** A file, or `:memory:`, which is one connection used in turns. */
  path: string;
  connectionsMax: number;
  /** Of each connection. */
  pageCacheMb: number;
  random: Random;
}

/**
 * Kysely's own SQLite dialect assumes one connection and deferred transactions. This one has several, so that readers do not wait for
 * a writer, takes the write lock up front, and knows that other processes use the file as well.
 */
export function sqliteKyselyDialect(options: SqliteOptions): Dialect {
  return {
    createDriver: () => new SqliteDriver(options),
    createAdapter: () => new SharedFileAdapter(options.path !== inMemory),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  };
}

class SharedFileAdapter extends SqliteAdapter {
  readonly #several: boolean;

  constructor(several: boolean) {
    super();
    this.#several = several;
  }

  override get supportsMultipleConnections(): boolean {
    return this.#several;
  }

  /** With this the migrator works inside one immediate transaction, which is its lock against other processes. */
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class SqliteDriver implements Driver {
  readonly #options: SqliteOptions;
  readonly #turn: WriteTurn;
  readonly #all: SqliteConnection[] = [];
  readonly #free: SqliteConnection[] = [];
  readonly #waiting: ((connection: SqliteConnection) => void)[] = [];

  constructor(options: SqliteOptions) {
    this.#options = options;
    this.#turn = writeTurn(options.random);
  }

  async init(): Promise<void> {
    if (this.#options.path !== inMemory) {
      mkdirSync(dirname(this.#options.path), { recursive: true });
    }
    this.#free.push(await this.#open());
  }

  async acquireConnection(): Promise<SqliteConnection> {
    const free = this.#free.pop();
    if (free !== undefined) return free;
    if (this.#all.length < this.#connectionsMax) return this.#open();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  releaseConnection(connection: DatabaseConnection): Promise<void> {
    const released = own(connection);
    const next = this.#waiting.shift();
    if (next === undefined) this.#free.push(released);
    else next(released);
    return Promise.resolve();
  }

  beginTransaction(connection: DatabaseConnection): Promise<void> {
    return own(connection).begin();
  }

  commitTransaction(connection: DatabaseConnection): Promise<void> {
    return own(connection).end('commit');
  }

  rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    return own(connection).end('rollback');
  }

  destroy(): Promise<void> {
    for (const connection of this.#all) connection.close();
    return Promise.resolve();
  }

  get #connectionsMax(): number {
    return this.#options.path === inMemory ? 1 : this.#options.connectionsMax;
  }

  async #open(): Promise<SqliteConnection> {
    const database = new DatabaseSync(this.#options.path, { timeout: 0 });
    const connection = new SqliteConnection(database, this.#turn);
    // Counted before the wait below, or a burst of callers would open too many.
    this.#all.push(connection);
    await this.#turn.patiently(() => {
      database.exec(`
        pragma journal_mode = wal;
        pragma synchronous = full;
        pragma cache_size = -${this.#options.pageCacheMb * 1024};
        pragma temp_store = memory;
      `);
    });
    return connection;
  }
}

function own(connection: DatabaseConnection): SqliteConnection {
  if (connection instanceof SqliteConnection) return connection;
  throw new TypeError('A connection of another driver');
}
