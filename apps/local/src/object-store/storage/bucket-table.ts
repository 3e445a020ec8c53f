import { S3Error } from '../protocol/s3-error.ts';
import type { Database, Row } from './database.ts';
import { number, text } from './json-columns.ts';

export type Versioning = '' | 'Enabled' | 'Suspended';

export interface Bucket {
  readonly name: string;
  readonly createdAt: Date;
  readonly versioning: Versioning;
}

export class BucketTable {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  find(name: string): Bucket | undefined {
    const row = this.#database.get('SELECT * FROM bucket WHERE name = ?', name);
    return row && toBucket(row);
  }

  /** Throws `NoSuchBucket`. */
  require(name: string): Bucket {
    const bucket = this.find(name);
    if (!bucket) throw new S3Error('NoSuchBucket', { BucketName: name });
    return bucket;
  }

  all(): Bucket[] {
    return this.#database.all('SELECT * FROM bucket ORDER BY name').map(toBucket);
  }

  /** Whether it was new. */
  add(name: string, now: Date): boolean {
    const sql =
      "INSERT INTO bucket (name, created_ms, versioning) VALUES (?, ?, '') ON CONFLICT DO NOTHING";
    return this.#database.run(sql, name, now.getTime()).changes === 1;
  }

  setVersioning(name: string, versioning: Exclude<Versioning, ''>): void {
    this.#database.run('UPDATE bucket SET versioning = ? WHERE name = ?', versioning, name);
  }

  /** Throws `BucketNotEmpty` while any version, marker or unfinished upload remains. */
  remove(name: string): void {
    this.#database.transaction(() => {
      const used = this.#database.get(
        `SELECT 1 FROM object WHERE bucket = ? UNION ALL
         SELECT 1 FROM upload WHERE bucket = ? AND completed IS NULL LIMIT 1`,
        name,
        name,
      );
      if (used) throw new S3Error('BucketNotEmpty', { BucketName: name });
      this.#database.run('DELETE FROM upload WHERE bucket = ?', name);
      this.#database.run('DELETE FROM bucket WHERE name = ?', name);
    });
  }
}

function toBucket(row: Row): Bucket {
  const versioning = text(row, 'versioning');
  return {
    name: text(row, 'name'),
    createdAt: new Date(number(row, 'created_ms')),
    versioning: versioning === 'Enabled' || versioning === 'Suspended' ? versioning : '',
  };
}
