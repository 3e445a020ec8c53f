import { isDeepStrictEqual } from 'node:util';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3ServiceException,
  paginateListObjectsV2,
} from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';

export interface StoredJson {
  readonly value: unknown;
  readonly etag: string;
}

export interface NewObject {
  readonly body: Uint8Array;
  readonly contentType: string;
  readonly cacheControl: string;
  readonly contentEncoding?: string;
  /** Of the file as built, kept as metadata. */
  readonly sha256: string;
}

/** A write that asked for what is no longer so: somebody else was quicker. */
export class Superseded extends Error {}

/** The bucket of one portal, as far as releases need it. */
export class PortalBucket {
  readonly #s3: S3Client;
  readonly #bucket: string;
  readonly #signal: AbortSignal | undefined;

  /** @param signal ends what is under way */
  constructor(s3: S3Client, bucket: string, signal?: AbortSignal) {
    this.#s3 = s3;
    this.#bucket = bucket;
    this.#signal = signal;
  }

  /** The same bucket for what must not be broken off. */
  uninterrupted(): PortalBucket {
    return new PortalBucket(this.#s3, this.#bucket);
  }

  /** Keys below a prefix. */
  async list(prefix: string): Promise<Set<string>> {
    const keys = new Set<string>();
    const wanted = { Bucket: this.#bucket, Prefix: prefix };
    for await (const page of paginateListObjectsV2({ client: this.#s3 }, wanted)) {
      this.#signal?.throwIfAborted();
      for (const { Key } of page.Contents ?? []) if (Key !== undefined) keys.add(Key);
    }
    return keys;
  }

  async put(key: string, object: NewObject): Promise<void> {
    const { body, contentType, cacheControl, contentEncoding, sha256 } = object;
    const command = new PutObjectCommand({
      Bucket: this.#bucket,
      Key: key,
      Body: body,
      ContentType: contentType,
      CacheControl: cacheControl,
      ...(contentEncoding === undefined ? {} : { ContentEncoding: contentEncoding }),
      Metadata: { sha256 },
    });
    await this.#s3.send(command, this.#options());
  }

  /** What the metadata says of a file as built; undefined when there is no such object, or nothing is said. */
  async sha256Of(key: string): Promise<string | undefined> {
    const command = new HeadObjectCommand({ Bucket: this.#bucket, Key: key });
    const found = await absentIfMissing(this.#s3.send(command, this.#options()));
    return found?.Metadata?.['sha256'];
  }

  /** Copies within the bucket, headers and metadata as they are. */
  async copy(from: string, to: string): Promise<void> {
    const source = `${this.#bucket}/${from.split('/').map(encodeURIComponent).join('/')}`;
    const command = new CopyObjectCommand({ Bucket: this.#bucket, Key: to, CopySource: source });
    await this.#s3.send(command, this.#options());
  }

  async readJson(key: string): Promise<StoredJson | undefined> {
    const command = new GetObjectCommand({ Bucket: this.#bucket, Key: key });
    const found = await absentIfMissing(this.#s3.send(command, this.#options()));
    if (!found?.Body || found.ETag === undefined) return undefined;
    return { value: JSON.parse(await found.Body.transformToString()), etag: found.ETag };
  }

  /**
   * Writes if the object is still the one with this ETag, or if there is none when it is undefined. What is refused may be
   * the second try of a write whose answer was lost: then it stands there already.
   *
   * @returns the new ETag
   * @throws Superseded when it is another one by now
   */
  async writeJson(key: string, value: unknown, was: string | undefined): Promise<string> {
    const condition = was === undefined ? { IfNoneMatch: '*' } : { IfMatch: was };
    const command = new PutObjectCommand({
      Bucket: this.#bucket,
      Key: key,
      Body: JSON.stringify(value, null, 2),
      ContentType: 'application/json',
      CacheControl: 'no-store',
      ...condition,
    });
    try {
      const { ETag } = await supersededIfRefused(this.#s3.send(command, this.#options()), key);
      return ETag ?? '';
    } catch (error) {
      const found = error instanceof Superseded ? await this.readJson(key) : undefined;
      if (found && isDeepStrictEqual(found.value, value)) return found.etag;
      throw error;
    }
  }

  /** Deletes if the object is still the one with this ETag. */
  async deleteIf(key: string, was: string): Promise<void> {
    const command = new DeleteObjectCommand({ Bucket: this.#bucket, Key: key, IfMatch: was });
    await supersededIfRefused(this.#s3.send(command, this.#options()), key);
  }

  async delete(keys: readonly string[]): Promise<void> {
    for (let from = 0; from < keys.length; from += 1000) {
      const Objects = keys.slice(from, from + 1000).map((Key) => ({ Key }));
      const command = new DeleteObjectsCommand({
        Bucket: this.#bucket,
        Delete: { Objects, Quiet: true },
      });
      const { Errors = [] } = await this.#s3.send(command, this.#options());
      if (Errors[0]) throw new Error(`${String(Errors[0].Key)}: ${String(Errors[0].Message)}`);
    }
  }

  #options() {
    return this.#signal ? { abortSignal: this.#signal } : {};
  }
}

async function absentIfMissing<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}

/** 412 when the condition does not hold, 409 when another writer is at the same key, 404 when what was to be matched is gone. */
async function supersededIfRefused<T>(answer: Promise<T>, key: string): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    const isBucketMissing = error instanceof S3ServiceException && error.name === 'NoSuchBucket';
    if (!isBucketMissing && [404, 409, 412].includes(statusOf(error) ?? 0))
      throw new Superseded(`${key} is another one by now`, { cause: error });
    throw error;
  }
}

function statusOf(error: unknown): number | undefined {
  return error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
}
