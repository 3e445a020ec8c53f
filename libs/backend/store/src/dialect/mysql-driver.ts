import {
  type DatabaseConnection,
  type Dialect,
  type Driver,
  MysqlAdapter,
  MysqlIntrospector,
  MysqlQueryCompiler,
} from 'kysely';
import { createConnection, createPool, escapeId } from 'mysql2';
import type { ConnectionOptions, Pool, PoolConnection } from 'mysql2';
import type { Random } from '../ids.ts';
import { DatabaseFailure } from './database-failure.ts';
import { MysqlConnection } from './mysql-connection.ts';
import { errnoOf, loginRefused, mysqlFailure, unknownDatabase } from './mysql-failure.ts';
import type { DatabaseLogin, MysqlServer } from './mysql-server.ts';

export interface MysqlOptions extends MysqlServer {
  connectionsMax: number;
  random: Random;
  renewLogin?: (() => Promise<DatabaseLogin>) | undefined;
}

export function mysqlKyselyDialect(options: MysqlOptions): Dialect {
  return {
    createDriver: () => new MysqlDriver(options),
    createAdapter: () => new MysqlAdapter(),
    createQueryCompiler: () => new MysqlQueryCompiler(),
    createIntrospector: (db) => new MysqlIntrospector(db),
  };
}

/**
 * Sent before anything else on every new connection; a server's defaults are not ours (repeatable read, 50 s, lax). A proxy that shares
 * connections has to know them too.
 */
export const mysqlSessionSettings = [
  'set session transaction isolation level read committed',
  `set session innodb_lock_wait_timeout = 5, time_zone = '+00:00',
     sql_mode = 'STRICT_ALL_TABLES,ONLY_FULL_GROUP_BY,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'`,
];

class MysqlDriver implements Driver {
  readonly #options: MysqlOptions;
  readonly #pool: Pool;
  /** What new connections log in with. */
  #login: DatabaseLogin;
  #renewal: Promise<void> | null = null;

  constructor(options: MysqlOptions) {
    this.#options = options;
    this.#login = options;
    this.#pool = createPool(poolOptions(options));
    this.#pool.on('connection', (connection: PoolConnection) => {
      for (const setting of mysqlSessionSettings) {
        connection.query(setting, (error) => {
          if (error !== null) connection.destroy();
        });
      }
    });
  }

  /** Creates the database when it is absent and this user may. */
  async init(): Promise<void> {
    try {
      (await this.#take()).release();
    } catch (error) {
      if (error instanceof DatabaseFailure) throw error;
      if (errnoOf(error) !== unknownDatabase) throw mysqlFailure(error, 'before');
      await createDatabase({ ...this.#options, ...this.#login });
    }
  }

  async acquireConnection(): Promise<MysqlConnection> {
    try {
      return new MysqlConnection(await this.#take(), this.#options.random);
    } catch (error) {
      throw error instanceof DatabaseFailure ? error : mysqlFailure(error, 'before');
    }
  }

  releaseConnection(connection: DatabaseConnection): Promise<void> {
    own(connection).release();
    return Promise.resolve();
  }

  beginTransaction(connection: DatabaseConnection): Promise<void> {
    return own(connection).begin();
  }

  commitTransaction(connection: DatabaseConnection): Promise<void> {
    return own(connection).commit();
  }

  rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    return own(connection).rollback();
  }

  destroy(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#pool.end((error) => {
        if (error) reject(mysqlFailure(error, 'before'));
        else resolve();
      });
    });
  }

  async #take(): Promise<PoolConnection> {
    const login = this.#login;
    try {
      return await this.#connection();
    } catch (error) {
      const { renewLogin } = this.#options;
      if (!renewLogin || !loginRefused.includes(errnoOf(error))) throw error;
      await this.#renewed(login, renewLogin);
      return this.#connection();
    }
  }

  #connection(): Promise<PoolConnection> {
    return new Promise((resolve, reject) => {
      this.#pool.getConnection((error, connection) => {
        if (error) reject(error);
        else resolve(connection);
      });
    });
  }

  /** Of several that were refused, one asks and the others wait for it, or find it done. */
  async #renewed(refused: DatabaseLogin, renewLogin: () => Promise<DatabaseLogin>): Promise<void> {
    if (this.#login !== refused) return;
    this.#renewal ??= renewLogin()
      .then((login) => {
        this.#login = login;
        useLogin(this.#pool, login);
      })
      .catch((error: unknown) => {
        throw loginUnknown(error);
      })
      .finally(() => {
        this.#renewal = null;
      });
    await this.#renewal;
  }
}

function loginUnknown(cause: unknown): DatabaseFailure {
  const why = cause instanceof Error ? cause.message : String(cause);
  const text = `MySQL refused the login, and it could not be asked for anew: ${why}`;
  return new DatabaseFailure('unavailable', 0, text);
}

/** The pool copies this for each connection that it makes; a pool of its own would have to end those that are lent out. */
function useLogin(pool: Pool, { user, password }: DatabaseLogin): void {
  const { connectionConfig } = pool.config as unknown as { connectionConfig: ConnectionOptions };
  Object.assign(connectionConfig, { user, password });
}

function poolOptions({ random: _, renewLogin: _1, connectionsMax, ...server }: MysqlOptions) {
  return {
    ...server,
    ...connectionSettings,
    connectionLimit: connectionsMax,
    waitForConnections: true,
    supportBigNumbers: true,
    bigNumberStrings: false,
    dateStrings: true,
    timezone: 'Z',
    // An object as a value would otherwise become `key` = value pairs.
    stringifyObjects: true,
    typeCast,
  };
}

const connectionSettings = {
  charset: 'utf8mb4',
  connectTimeout: 2_000,
  multipleStatements: false,
  flags: ['-LOCAL_FILES'],
};

/** Ids are VARBINARY so that no collation merges them, and still texts to us. Blobs stay bytes. */
function typeCast(
  field: { type: string; string: (encoding?: BufferEncoding) => string | null },
  next: () => unknown,
): unknown {
  return field.type === 'VAR_STRING' || field.type === 'STRING' ? field.string('utf8') : next();
}

function createDatabase({ database, ...server }: MysqlServer): Promise<void> {
  const { host, port, user, password, ssl } = server;
  const connection = createConnection({
    ...{ host, port, user, password, ...(ssl && { ssl }) },
    ...connectionSettings,
  });
  return new Promise((resolve, reject) => {
    const statement = `create database if not exists ${escapeId(database)} character set utf8mb4 collate utf8mb4_bin`;
    connection.query(statement, (error) => {
      connection.destroy();
      if (error === null) resolve();
      else reject(mysqlFailure(error, 'before'));
    });
  });
}

function own(connection: DatabaseConnection): MysqlConnection {
  if (connection instanceof MysqlConnection) return connection;
  throw new TypeError('A connection of another driver');
}
