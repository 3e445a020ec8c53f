import {
  type DatabaseConnection,
  type Dialect,
  type Driver,
  MysqlAdapter,
  MysqlIntrospector,
  MysqlQueryCompiler,
} from 'kysely';
import { createConnection, createPool, escapeId, type Pool, type PoolConnection } from 'mysql2';
import type { Random } from '../ids.ts';
import { MysqlConnection } from './mysql-connection.ts';
import { errnoOf, mysqlFailure, unknownDatabase } from './mysql-failure.ts';

export interface MysqlOptions {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
  connectionsMax: number;
  random: Random;
}

export function mysqlKyselyDialect(options: MysqlOptions): Dialect {
  return {
    createDriver: () => new MysqlDriver(options),
    createAdapter: () => new MysqlAdapter(),
    createQueryCompiler: () => new MysqlQueryCompiler(),
    createIntrospector: (db) => new MysqlIntrospector(db),
  };
}

/** Sent before anything else on every new connection; a server's defaults are not ours (repeatable read, 50 s, lax). */
const sessionSettings = [
  'set session transaction isolation level read committed',
  `set session innodb_lock_wait_timeout = 5, time_zone = '+00:00',
     sql_mode = 'STRICT_ALL_TABLES,ONLY_FULL_GROUP_BY,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'`,
];

class MysqlDriver implements Driver {
  readonly #options: MysqlOptions;
  readonly #pool: Pool;

  constructor(options: MysqlOptions) {
    this.#options = options;
    this.#pool = createPool(poolOptions(options));
    this.#pool.on('connection', (connection: PoolConnection) => {
      for (const setting of sessionSettings) {
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
      if (errnoOf(error) !== unknownDatabase) throw mysqlFailure(error, 'before');
      await createDatabase(this.#options);
    }
  }

  async acquireConnection(): Promise<MysqlConnection> {
    try {
      return new MysqlConnection(await this.#take(), this.#options.random);
    } catch (error) {
      throw mysqlFailure(error, 'before');
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

  #take(): Promise<PoolConnection> {
    return new Promise((resolve, reject) => {
      this.#pool.getConnection((error, connection) => {
        if (error) reject(error);
        else resolve(connection);
      });
    });
  }
}

function poolOptions({ random: _, connectionsMax, ...server }: MysqlOptions) {
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

function createDatabase({ host, port, user, password, database }: MysqlOptions): Promise<void> {
  const connection = createConnection({ host, port, user, password, ...connectionSettings });
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
