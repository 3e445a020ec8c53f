import { randomBytes } from 'node:crypto';

import type { Checksum } from '../protocol/checksums.ts';
import type { Segment } from './blob-folder.ts';
import type { Versioning } from './bucket-table.ts';
import type { Database, Row } from './database.ts';
import { checksumOf, number, segmentsOf, stringMap, text } from './json-columns.ts';

/** One version of an object, or a delete marker. */
export interface ObjectVersion {
  /** Grows with every write to the store. */
  readonly seq: number;
  readonly bucket: string;
  readonly key: string;
  /** `null` (the word) when written without versioning. */
  readonly versionId: string;
  readonly latest: boolean;
  readonly marker: boolean;
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  readonly modifiedAt: Date;
  readonly segments: readonly Segment[];
  /** Stored response headers such as `content-type`. */
  readonly headers: Readonly<Record<string, string>>;
  /** Without the `x-amz-meta-` prefix. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly checksum: Checksum | null;
}

export type NewObject = Pick<
  ObjectVersion,
  | 'bucket'
  | 'key'
  | 'size'
  | 'etag'
  | 'modifiedAt'
  | 'segments'
  | 'headers'
  | 'metadata'
  | 'checksum'
>;

/** Every method that changes rows expects to run inside a transaction. */
export class ObjectTable {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The newest version, which may be a delete marker. */
  latest(bucket: string, key: string): ObjectVersion | undefined {
    const row = this.#database.get(
      'SELECT * FROM object WHERE bucket = ? AND key = ? AND latest = 1',
      bucket,
      key,
    );
    return row && toVersion(row);
  }

  version(bucket: string, key: string, versionId: string): ObjectVersion | undefined {
    const row = this.#database.get(
      'SELECT * FROM object WHERE bucket = ? AND key = ? AND version_id = ?',
      bucket,
      key,
      versionId,
    );
    return row && toVersion(row);
  }

  /** Makes this the newest version. Returns it, with the blobs of the `null` version it replaced. */
  add(object: NewObject, versioning: Versioning): { added: ObjectVersion; freed: string[] } {
    return this.#insert(object, versioning, false);
  }

  /** Hides the object under a delete marker, as a versioned bucket does. */
  addMarker(bucket: string, key: string, versioning: Versioning, modifiedAt: Date) {
    const nothing = { size: 0, etag: '', segments: [], headers: {}, metadata: {}, checksum: null };
    return this.#insert({ bucket, key, modifiedAt, ...nothing }, versioning, true);
  }

  /** Removes one version for good and uncovers the one before; returns the blobs it used. */
  remove(version: ObjectVersion): string[] {
    this.#database.run('DELETE FROM object WHERE seq = ?', version.seq);
    if (version.latest) {
      this.#database.run(
        `UPDATE object SET latest = 1 WHERE seq =
           (SELECT max(seq) FROM object WHERE bucket = ? AND key = ?)`,
        version.bucket,
        version.key,
      );
    }
    return version.segments.map((segment) => segment.blob);
  }

  /** Newest versions that are no markers, in key order, with `key > after`. */
  listLatest(bucket: string, prefix: string, after: string, limit: number): ObjectVersion[] {
    return this.#database
      .all(
        `SELECT * FROM object WHERE bucket = ? AND latest = 1 AND marker = 0 AND key > ? AND key >= ?
         ORDER BY key LIMIT ?`,
        bucket,
        after,
        prefix,
        limit,
      )
      .map(toVersion);
  }

  /** All versions and markers, by key and then newest first, after the given version of `key`. */
  listVersions(
    bucket: string,
    prefix: string,
    after: { key: string; seq: number },
    limit: number,
  ): ObjectVersion[] {
    return this.#database
      .all(
        `SELECT * FROM object WHERE bucket = ? AND key >= ? AND (key > ? OR (key = ? AND seq < ?))
         ORDER BY key, seq DESC LIMIT ?`,
        bucket,
        prefix,
        after.key,
        after.key,
        after.seq,
        limit,
      )
      .map(toVersion);
  }

  /** Blobs of every object, for the sweep. */
  *blobs(): Generator<string> {
    for (const row of this.#database.all('SELECT segments FROM object WHERE marker = 0')) {
      for (const { blob } of segmentsOf(row)) yield blob;
    }
  }

  #insert(object: NewObject, versioning: Versioning, marker: boolean) {
    const { bucket, key } = object;
    const versionId = versioning === 'Enabled' ? newVersionId() : 'null';
    const replaced = versionId === 'null' ? this.version(bucket, key, 'null') : undefined;
    if (replaced) this.#database.run('DELETE FROM object WHERE seq = ?', replaced.seq);
    this.#database.run(
      'UPDATE object SET latest = 0 WHERE bucket = ? AND key = ? AND latest = 1',
      bucket,
      key,
    );
    const { id: seq } = this.#database.run(
      `INSERT INTO object (bucket, key, version_id, latest, marker, size, etag, modified_ms, segments, headers, metadata, checksum)
       VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?)`,
      bucket,
      key,
      versionId,
      marker ? 1 : 0,
      object.size,
      object.etag,
      object.modifiedAt.getTime(),
      JSON.stringify(object.segments),
      JSON.stringify(object.headers),
      JSON.stringify(object.metadata),
      object.checksum && JSON.stringify(object.checksum),
    );
    const added: ObjectVersion = { ...object, seq, versionId, latest: true, marker };
    return { added, freed: replaced?.segments.map((segment) => segment.blob) ?? [] };
  }
}

/** 32 characters, like S3's own. */
function newVersionId(): string {
  return randomBytes(24).toString('base64url');
}

function toVersion(row: Row): ObjectVersion {
  return {
    seq: number(row, 'seq'),
    bucket: text(row, 'bucket'),
    key: text(row, 'key'),
    versionId: text(row, 'version_id'),
    latest: row['latest'] === 1,
    marker: row['marker'] === 1,
    size: number(row, 'size'),
    etag: text(row, 'etag'),
    modifiedAt: new Date(number(row, 'modified_ms')),
    segments: segmentsOf(row),
    headers: stringMap(row, 'headers'),
    metadata: stringMap(row, 'metadata'),
    checksum: checksumOf(row),
  };
}
