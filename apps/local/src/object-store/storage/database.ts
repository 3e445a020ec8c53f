import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';

export type Row = Record<string, SQLOutputValue>;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS bucket (
    name TEXT PRIMARY KEY, created_ms INTEGER NOT NULL,
    versioning TEXT NOT NULL CHECK (versioning IN ('', 'Enabled', 'Suspended'))
  ) STRICT;
  CREATE TABLE IF NOT EXISTS object (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    bucket TEXT NOT NULL, key TEXT NOT NULL, version_id TEXT NOT NULL,
    latest INTEGER NOT NULL, marker INTEGER NOT NULL,
    size INTEGER NOT NULL, etag TEXT NOT NULL, modified_ms INTEGER NOT NULL,
    segments TEXT NOT NULL, headers TEXT NOT NULL, metadata TEXT NOT NULL, checksum TEXT
  ) STRICT;
  CREATE UNIQUE INDEX IF NOT EXISTS object_version ON object (bucket, key, version_id);
  CREATE UNIQUE INDEX IF NOT EXISTS object_latest ON object (bucket, key) WHERE latest = 1;
  CREATE TABLE IF NOT EXISTS upload (
    id TEXT PRIMARY KEY, bucket TEXT NOT NULL, key TEXT NOT NULL, initiated_ms INTEGER NOT NULL,
    headers TEXT NOT NULL, metadata TEXT NOT NULL, algorithm TEXT NOT NULL, type TEXT NOT NULL,
    completed TEXT
  ) STRICT;
  CREATE INDEX IF NOT EXISTS upload_key ON upload (bucket, key, id);
  CREATE TABLE IF NOT EXISTS part (
    upload_id TEXT NOT NULL, number INTEGER NOT NULL, segments TEXT NOT NULL,
    size INTEGER NOT NULL, etag TEXT NOT NULL, modified_ms INTEGER NOT NULL, checksum TEXT NOT NULL,
    PRIMARY KEY (upload_id, number)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS sequence (only INTEGER PRIMARY KEY CHECK (only = 1), value INTEGER NOT NULL) STRICT;
  INSERT INTO sequence VALUES (1, 0) ON CONFLICT DO NOTHING;
  CREATE TABLE IF NOT EXISTS event (
    id INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL,
    visible_ms INTEGER NOT NULL, receipt TEXT, received INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX IF NOT EXISTS event_visible ON event (visible_ms);
  CREATE INDEX IF NOT EXISTS event_receipt ON event (receipt);
`;

const BUSY = 5;

/**
 * The index: one SQLite file, owned by one process. The exclusive lock is what keeps a second store
 * off the same folder; it vanishes with its process, so a killed store never blocks the next.
 */
export class Database {
  readonly #sqlite: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  /** `durable` waits for the disk on every commit; otherwise only a power cut can lose the last ones. */
  constructor(dataDir: string, durable: boolean) {
    mkdirSync(dataDir, { recursive: true });
    this.#sqlite = new DatabaseSync(join(dataDir, 'index.sqlite'));
    try {
      this.#sqlite.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL;');
      this.#sqlite.exec(`PRAGMA synchronous = ${durable ? 'FULL' : 'NORMAL'};`);
      this.#sqlite.exec(SCHEMA);
    } catch (error) {
      this.#sqlite.close();
      if (error instanceof Error && 'errcode' in error && error.errcode === BUSY) {
        throw new Error(`Another object store is already using ${dataDir}`, { cause: error });
      }
      throw error;
    }
  }

  get(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#prepare(sql).get(...values);
  }

  all(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#prepare(sql).all(...values);
  }

  run(sql: string, ...values: SQLInputValue[]): { changes: number; id: number } {
    const { changes, lastInsertRowid } = this.#prepare(sql).run(...values);
    return { changes: Number(changes), id: Number(lastInsertRowid) };
  }

  /** Runs a synchronous piece of work in one `BEGIN IMMEDIATE` transaction; a throw rolls it back. */
  transaction<T>(work: () => T): T {
    this.#sqlite.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#sqlite.exec('COMMIT');
      return result;
    } catch (error) {
      if (this.#sqlite.isTransaction) this.#sqlite.exec('ROLLBACK');
      throw error;
    }
  }

  close(): void {
    this.#sqlite.close();
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#sqlite.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}
