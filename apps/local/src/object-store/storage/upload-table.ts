import { randomBytes } from 'node:crypto';

import type { Checksum, ChecksumAlgorithm, ChecksumType } from '../protocol/checksums.ts';
import { parseAlgorithm } from '../protocol/checksums.ts';
import { S3Error } from '../protocol/s3-error.ts';
import type { Segment } from './blob-folder.ts';
import type { Database, Row } from './database.ts';
import { checksumOf, checksumType, number, segmentsOf, stringMap, text } from './json-columns.ts';

export interface Upload {
  readonly id: string;
  readonly bucket: string;
  readonly key: string;
  readonly initiatedAt: Date;
  readonly headers: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, string>>;
  readonly algorithm: ChecksumAlgorithm;
  readonly type: ChecksumType;
  /** The answer given to its completion: a repeated completion (its reply was lost) gets it again. */
  readonly completed: string | null;
}

export interface Part {
  readonly number: number;
  readonly segments: readonly Segment[];
  readonly size: number;
  readonly etag: string;
  readonly modifiedAt: Date;
  readonly checksum: Checksum;
}

/** How long the answer to a completion is remembered. */
const REMEMBER_MS = 24 * 3600 * 1000;

/** Every method that changes rows expects to run inside a transaction. */
export class UploadTable {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  add(upload: Omit<Upload, 'id' | 'completed'>): string {
    const id = randomBytes(48).toString('base64url');
    this.#database.run(
      `INSERT INTO upload (id, bucket, key, initiated_ms, headers, metadata, algorithm, type)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      id,
      upload.bucket,
      upload.key,
      upload.initiatedAt.getTime(),
      JSON.stringify(upload.headers),
      JSON.stringify(upload.metadata),
      upload.algorithm,
      upload.type,
    );
    return id;
  }

  find(bucket: string, key: string, id: string): Upload | undefined {
    const row = this.#database.get(
      'SELECT * FROM upload WHERE id = ? AND bucket = ? AND key = ?',
      id,
      bucket,
      key,
    );
    return row && toUpload(row);
  }

  /** An upload that still takes parts. Throws `NoSuchUpload`. */
  requireOpen(bucket: string, key: string, id: string): Upload {
    const upload = this.find(bucket, key, id);
    if (!upload || upload.completed !== null) throw new S3Error('NoSuchUpload', { UploadId: id });
    return upload;
  }

  /** Adds or replaces a part; returns the blobs of the replaced one. */
  putPart(id: string, part: Part): string[] {
    const before = this.#database.get(
      'SELECT segments FROM part WHERE upload_id = ? AND number = ?',
      id,
      part.number,
    );
    this.#database.run(
      `INSERT INTO part (upload_id, number, segments, size, etag, modified_ms, checksum) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET segments = excluded.segments, size = excluded.size, etag = excluded.etag,
         modified_ms = excluded.modified_ms, checksum = excluded.checksum`,
      id,
      part.number,
      JSON.stringify(part.segments),
      part.size,
      part.etag,
      part.modifiedAt.getTime(),
      JSON.stringify(part.checksum),
    );
    return before ? segmentsOf(before).map(({ blob }) => blob) : [];
  }

  parts(id: string, after = 0, limit = -1): Part[] {
    return this.#database
      .all(
        'SELECT * FROM part WHERE upload_id = ? AND number > ? ORDER BY number LIMIT ?',
        id,
        after,
        limit,
      )
      .map(toPart);
  }

  /** Open uploads by key, then id. */
  listOpen(
    bucket: string,
    prefix: string,
    after: { key: string; id: string },
    limit: number,
  ): Upload[] {
    return this.#database
      .all(
        `SELECT * FROM upload WHERE bucket = ? AND completed IS NULL AND key >= ?
           AND (key > ? OR (key = ? AND id > ?)) ORDER BY key, id LIMIT ?`,
        bucket,
        prefix,
        after.key,
        after.key,
        after.id,
        limit,
      )
      .map(toUpload);
  }

  /** Closes the upload with its answer; its parts now belong to the object. */
  complete(id: string, answer: string): void {
    this.#database.run('DELETE FROM part WHERE upload_id = ?', id);
    this.#database.run('UPDATE upload SET completed = ? WHERE id = ?', answer, id);
  }

  /** Forgets the upload and its parts; returns their blobs. */
  remove(id: string): string[] {
    const blobs = this.parts(id).flatMap((part) => part.segments.map(({ blob }) => blob));
    this.#database.run('DELETE FROM part WHERE upload_id = ?', id);
    this.#database.run('DELETE FROM upload WHERE id = ?', id);
    return blobs;
  }

  forgetCompleted(now: Date): void {
    this.#database.run(
      'DELETE FROM upload WHERE completed IS NOT NULL AND initiated_ms < ?',
      now.getTime() - REMEMBER_MS,
    );
  }

  /** Blobs of every part, for the sweep. */
  *blobs(): Generator<string> {
    for (const row of this.#database.all('SELECT segments FROM part')) {
      for (const { blob } of segmentsOf(row)) yield blob;
    }
  }
}

function toUpload(row: Row): Upload {
  return {
    id: text(row, 'id'),
    bucket: text(row, 'bucket'),
    key: text(row, 'key'),
    initiatedAt: new Date(number(row, 'initiated_ms')),
    headers: stringMap(row, 'headers'),
    metadata: stringMap(row, 'metadata'),
    algorithm: parseAlgorithm(text(row, 'algorithm')),
    type: checksumType(text(row, 'type')),
    completed: row['completed'] === null ? null : text(row, 'completed'),
  };
}

function toPart(row: Row): Part {
  const checksum = checksumOf(row);
  if (!checksum) throw new Error('The index holds a part without a checksum');
  return {
    number: number(row, 'number'),
    segments: segmentsOf(row),
    size: number(row, 'size'),
    etag: text(row, 'etag'),
    modifiedAt: new Date(number(row, 'modified_ms')),
    checksum,
  };
}
