import { createConnection } from 'mysql2/promise';
import { DatabaseSync } from 'node:sqlite';

/** SQL as a stranger with a client would send it. */
export interface RawSql {
  rows(statement: string): Promise<Record<string, unknown>[]>;
  run(statement: string): Promise<void>;
  close(): Promise<void>;
}

export async function openRawSql(url: string): Promise<RawSql> {
  return url.startsWith('sqlite:') ? sqlite(url.slice('sqlite:'.length)) : mysql(url);
}

function sqlite(path: string): RawSql {
  const database = new DatabaseSync(path, { timeout: 10_000 });
  return {
    rows: (statement) =>
      Promise.resolve(
        database
          .prepare(statement)
          .all()
          .map((row) => ({ ...row })),
      ),
    // Inside an async function, so that a refusal is a rejection as with any client.
    run: async (statement) => {
      await Promise.resolve();
      database.exec(statement);
    },
    close: () => {
      database.close();
      return Promise.resolve();
    },
  };
}

async function mysql(url: string): Promise<RawSql> {
  const connection = await createConnection({ uri: url, decimalNumbers: true, dateStrings: true });
  return {
    rows: async (statement) => {
      const [rows] = await connection.query(statement);
      return rows as Record<string, unknown>[];
    },
    run: async (statement) => {
      await connection.query(statement);
    },
    close: () => connection.end(),
  };
}
