import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type Database, type DatabaseOptions } from '../src/index.ts';
import { openRawSql, type RawSql } from './raw-sql.ts';
import { sharedMariaDb } from './shared-mariadb.ts';

/** Every repository spec runs on both: `describe.each(engines)('…on %s', (engine) => …)`. */
export const engines = ['sqlite', 'mariadb'] as const;
export type Engine = (typeof engines)[number];

export interface TestDatabase extends Database {
  url: string;
  /** Another handle on the same database, with its own connections. */
  reopen(options?: DatabaseOptions): Database;
  /** A bare connection, for looking behind the store's back. */
  raw(): Promise<RawSql>;
}

let databases = 0;

/** An empty, migrated database of its own. `close` removes it and everything opened through it. */
export async function testDatabase(
  engine: Engine,
  options: DatabaseOptions = {},
): Promise<TestDatabase> {
  const { url, remove } = engine === 'sqlite' ? sqliteFile() : await mariaDbSchema();
  const opened: { close(): Promise<void> }[] = [];
  const open = (given: DatabaseOptions = {}) => {
    const database = openDatabase(url, given);
    opened.push(database);
    return database;
  };
  const database = open(options);
  await database.migrate();
  return {
    ...database,
    url,
    reopen: open,
    raw: async () => {
      const raw = await openRawSql(url);
      opened.push(raw);
      return raw;
    },
    close: async () => {
      for (const each of opened) await each.close();
      await remove();
    },
  };
}

function sqliteFile() {
  const folder = mkdtempSync(join(tmpdir(), 'waybill-store-'));
  return {
    url: `sqlite:${join(folder, 'hub.db')}`,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function mariaDbSchema() {
  const server = await sharedMariaDb();
  databases += 1;
  const name = `spec_${String(process.pid)}_${String(databases)}`;
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    remove: async () => {
      const raw = await openRawSql(server);
      await raw.run(`drop database if exists ${name}`);
      await raw.close();
    },
  };
}
