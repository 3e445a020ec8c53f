import { createHash, randomUUID } from 'node:crypto';

import { BodyMismatch } from '../src/buckets/bucket-failures.ts';
import type {
  BucketStore,
  CopyOptions,
  ListOptions,
  ObjectFacts,
  ObjectRef,
  OpenOptions,
  PutBody,
  PutOptions,
} from '../src/buckets/bucket-store.ts';

interface StoredObject extends ObjectFacts {
  readonly bytes: Uint8Array;
}

export interface MemoryBucketsOptions {
  /** Default: the four buckets of the hub. */
  readonly buckets?: readonly string[];
  /** Those that keep versions. Default: `waybill-landing`, `waybill-archive`. */
  readonly versioned?: readonly string[];
  readonly clock?: () => Date;
}

const HUB_BUCKETS = ['waybill-landing', 'waybill-archive', 'waybill-quarantine', 'waybill-exports'];

/**
 * The in-memory twin of the S3 bucket store, for fast specs. It passes the same suite as the real
 * one (`describeBucketStore`).
 */
export function createMemoryBuckets(options: MemoryBucketsOptions = {}): BucketStore {
  const clock = options.clock ?? (() => new Date());
  const buckets = new Map(
    (options.buckets ?? HUB_BUCKETS).map((name) => [name, new MemoryBucket()]),
  );
  const versioned = new Set(options.versioned ?? ['waybill-landing', 'waybill-archive']);

  function bucketOf(name: string): MemoryBucket {
    const bucket = buckets.get(name);
    if (bucket) return bucket;
    throw Object.assign(new Error(`The bucket ${name} does not exist`), { name: 'NoSuchBucket' });
  }
  const find = (ref: ObjectRef) => bucketOf(ref.bucket).find(ref.key, ref.versionId);

  function write(
    ref: ObjectRef,
    bytes: Uint8Array,
    contentType: string,
    metadata: Record<string, string>,
  ) {
    const stored: StoredObject = {
      bytes,
      size: bytes.length,
      etag: createHash('md5').update(bytes).digest('hex'),
      sha256: createHash('sha256').update(bytes).digest('hex'),
      versionId: versioned.has(ref.bucket) ? randomUUID() : undefined,
      lastModified: clock(),
      contentType,
      metadata,
    };
    bucketOf(ref.bucket).add(ref.key, stored);
    return stored;
  }

  return {
    async head(ref) {
      const found = find(ref);
      return found ? factsOf(found) : null;
    },

    async open(ref, { ifMatch, range }: OpenOptions = {}) {
      const found = find(ref);
      if (!found) return { outcome: 'absent' };
      if (ifMatch !== undefined && ifMatch !== found.etag) return { outcome: 'changed' };
      const end = range?.end === undefined ? undefined : range.end + 1;
      return {
        outcome: 'opened',
        facts: factsOf(found),
        body: inPieces(found.bytes.slice(range?.start, end)),
      };
    },

    async readRange(ref, start, length) {
      const found = find(ref);
      return found
        ? { outcome: 'read', bytes: found.bytes.slice(start, start + length) }
        : { outcome: 'absent' };
    },

    async put(ref, body, { ifNoneMatch, contentType, metadata, sha256 }: PutOptions = {}) {
      const bytes = await gather(body);
      const existing = bucketOf(ref.bucket).find(ref.key);
      if (sha256 !== undefined && createHash('sha256').update(bytes).digest('hex') !== sha256) {
        throw new BodyMismatch(`The body of ${ref.key} does not have the announced SHA-256`);
      }
      if (ifNoneMatch && existing) return { outcome: 'exists', existing: factsOf(existing) };
      const stored = write(
        ref,
        bytes,
        contentType ?? 'application/octet-stream',
        lowerKeys(metadata ?? {}),
      );
      return { outcome: 'stored', etag: stored.etag, versionId: stored.versionId };
    },

    async copy(from, to, { ifNoneMatch, metadata }: CopyOptions = {}) {
      const source = find(from);
      if (!source) return { outcome: 'absent' };
      if (source.etag !== from.etag) return { outcome: 'changed' };
      const existing = bucketOf(to.bucket).find(to.key);
      if (ifNoneMatch && existing) return { outcome: 'exists', existing: factsOf(existing) };
      const meta = metadata ? lowerKeys(metadata) : { ...source.metadata };
      const { etag, versionId, sha256 } = write(to, source.bytes, source.contentType ?? '', meta);
      return { outcome: 'copied', etag, versionId, sha256 };
    },

    async deleteIfMatch(ref, etag) {
      const found = find(ref);
      if (!found) return 'absent';
      if (found.etag !== etag) return 'changed';
      bucketOf(ref.bucket).remove(ref.key, ref.versionId);
      return 'deleted';
    },

    async list(bucket, prefix, { after, limit = 1000 }: ListOptions = {}) {
      const keys = bucketOf(bucket).keys(prefix, after);
      const objects = keys.slice(0, limit).flatMap((key) => {
        const found = bucketOf(bucket).find(key);
        if (!found) return [];
        return [{ key, size: found.size, etag: found.etag, lastModified: found.lastModified }];
      });
      return { objects, next: keys.length > limit ? objects.at(-1)?.key : undefined };
    },

    async presignPut(ref, { expiresInS }) {
      return `memory://put/${ref.bucket}/${encodeURIComponent(ref.key)}?expires=${String(expiresInS)}`;
    },

    async presignGet(ref, { expiresInS, filename }) {
      const query = new URLSearchParams({ expires: String(expiresInS), filename });
      return `memory://get/${ref.bucket}/${encodeURIComponent(ref.key)}?${query.toString()}`;
    },

    async sha256Of(ref) {
      const found = find(ref);
      return found ? createHash('sha256').update(found.bytes).digest('hex') : null;
    },
  };
}

/** Versions of every key, oldest first; null is a delete marker. */
class MemoryBucket {
  readonly #versions = new Map<string, (StoredObject | null)[]>();

  find(key: string, versionId?: string): StoredObject | null {
    const versions = this.#versions.get(key) ?? [];
    if (versionId === undefined) return versions.at(-1) ?? null;
    return versions.find((version) => version?.versionId === versionId) ?? null;
  }

  add(key: string, stored: StoredObject): void {
    const kept = stored.versionId === undefined ? [] : (this.#versions.get(key) ?? []);
    this.#versions.set(key, [...kept, stored]);
  }

  remove(key: string, versionId?: string): void {
    const versions = this.#versions.get(key) ?? [];
    if (versionId !== undefined) {
      this.#versions.set(
        key,
        versions.filter((version) => version?.versionId !== versionId),
      );
    } else if (versions.at(-1)?.versionId === undefined) {
      this.#versions.delete(key);
    } else {
      versions.push(null);
    }
  }

  keys(prefix: string, after?: string): string[] {
    const inByteOrder = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
    return [...this.#versions.keys()]
      .filter((key) => key.startsWith(prefix) && this.find(key) !== null)
      .filter((key) => after === undefined || inByteOrder(key, after) > 0)
      .sort(inByteOrder);
  }
}

function factsOf({ bytes: _bytes, ...facts }: StoredObject): ObjectFacts {
  return facts;
}

function lowerKeys(metadata: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(metadata).map(([key, value]) => [key.toLowerCase(), value]),
  );
}

async function gather(body: PutBody): Promise<Uint8Array> {
  if (typeof body === 'string') return new TextEncoder().encode(body);
  if (body instanceof Uint8Array) return body.slice();
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Small pieces, so that a consumer which is wrong at a chunk border fails in its own spec. */
async function* inPieces(bytes: Uint8Array, size = 1021): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.slice(start, start + size);
}
