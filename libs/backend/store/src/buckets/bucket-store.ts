/**
 * The one door to object storage. What a caller can act on (the object is gone, it changed, the
 * target exists) is a result; everything else is thrown. Ask `isTransient(error)` before retrying
 * a whole piece of work: single requests are already retried with backoff inside.
 *
 * ETags are bare everywhere (no quotes), as in S3 events. SHA-256 is lower-case hex.
 */
export interface BucketStore {
  /** Facts of the current object, or of `ref.versionId`; null when it is not there. */
  head(ref: ObjectRef): Promise<ObjectFacts | null>;
  /**
   * The object's bytes as a stream. A connection lost on the way is resumed at the byte reached and
   * only from the same ETag, so the stream never mixes two objects. The length is always checked,
   * and so is the stored checksum of the whole object when the store keeps one; a failed check
   * throws `CorruptBody` as the stream ends, after the bytes were handed out. Read the body or leave
   * its loop: one that is never started holds a connection.
   */
  open(ref: ObjectRef, options?: OpenOptions): Promise<OpenResult>;
  /** `length` bytes from `start`, fewer when the object ends earlier, none when it ends before. */
  readRange(ref: ObjectRef, start: number, length: number): Promise<ReadResult>;
  put(ref: ObjectRef, body: PutBody, options?: PutOptions): Promise<PutResult>;
  /**
   * A copy inside the store, bound to the exact source by its ETag. `changed` means that the source
   * no longer has that ETag. The store computes the SHA-256 of what it wrote (up to 5 GiB).
   */
  copy(
    from: ObjectRef & { etag: string },
    to: ObjectRef,
    options?: CopyOptions,
  ): Promise<CopyResult>;
  /** Deletes the current object only while it has this ETag, or exactly `ref.versionId`. */
  deleteIfMatch(ref: ObjectRef, etag: string): Promise<'deleted' | 'changed' | 'absent'>;
  /** One page of current objects in UTF-8 byte order of their keys. */
  list(bucket: string, prefix: string, options?: ListOptions): Promise<ListPage>;
  /** A URL that lets a browser PUT this object; the content type is enforced when given. */
  presignPut(
    ref: ObjectRef,
    options: { expiresInS: number; contentType?: string },
  ): Promise<string>;
  /** A URL that downloads this object under `filename`. */
  presignGet(ref: ObjectRef, options: { expiresInS: number; filename: string }): Promise<string>;
  /** SHA-256 (hex) of the bytes as they are read back, or null when the object is not there. */
  sha256Of(ref: ObjectRef): Promise<string | null>;
}

export interface ObjectRef {
  readonly bucket: string;
  readonly key: string;
  readonly versionId?: string | undefined;
}

export interface ObjectFacts {
  /** Bytes. */
  readonly size: number;
  readonly etag: string;
  /** Present in versioned buckets only. */
  readonly versionId?: string | undefined;
  readonly lastModified: Date;
  readonly contentType?: string | undefined;
  /** Of the whole object, verified by the store when it was written; absent after most multipart uploads. */
  readonly sha256?: string | undefined;
  /** Keys in lower case. */
  readonly metadata: Readonly<Record<string, string>>;
}

export interface OpenOptions {
  readonly ifMatch?: string | undefined;
  /** Both inclusive, as in HTTP. */
  readonly range?: { readonly start: number; readonly end?: number | undefined } | undefined;
}

export type OpenResult =
  | {
      readonly outcome: 'opened';
      readonly facts: ObjectFacts;
      readonly body: AsyncIterable<Uint8Array>;
    }
  | { readonly outcome: 'absent' }
  | { readonly outcome: 'changed' };

export type ReadResult =
  { readonly outcome: 'read'; readonly bytes: Uint8Array } | { readonly outcome: 'absent' };

export type PutBody = Uint8Array | string | AsyncIterable<Uint8Array>;

export interface PutOptions {
  /** Refuse to replace an existing object. */
  readonly ifNoneMatch?: '*' | undefined;
  readonly contentType?: string | undefined;
  /** ASCII only, at most 2 KB together. */
  readonly metadata?: Readonly<Record<string, string>> | undefined;
  /** What the body must hash to (hex); nothing is stored otherwise. */
  readonly sha256?: string | undefined;
}

export type PutResult =
  | { readonly outcome: 'stored'; readonly etag: string; readonly versionId?: string | undefined }
  | ({ readonly outcome: 'exists' } & Occupied);

export interface CopyOptions {
  readonly ifNoneMatch?: '*' | undefined;
  /** Replaces the source's metadata; the content type is kept. */
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

export type CopyResult =
  | {
      readonly outcome: 'copied';
      readonly etag: string;
      readonly versionId?: string | undefined;
      readonly sha256?: string | undefined;
    }
  | ({ readonly outcome: 'exists' } & Occupied)
  | { readonly outcome: 'absent' }
  | { readonly outcome: 'changed' };

/**
 * What stands at the target of a refused write. It may be our own write whose reply was lost:
 * compare the SHA-256 before treating it as someone else's. Null when it vanished meanwhile.
 */
export interface Occupied {
  readonly existing: ObjectFacts | null;
}

export interface ListOptions {
  /** Only keys after this one. */
  readonly after?: string | undefined;
  /** 1 to 1,000, default 1,000. */
  readonly limit?: number | undefined;
}

export interface ListedObject {
  readonly key: string;
  readonly size: number;
  readonly etag: string;
  readonly lastModified: Date;
}

export interface ListPage {
  readonly objects: readonly ListedObject[];
  /** Hand it back as `after`; absent on the last page. */
  readonly next?: string | undefined;
}
