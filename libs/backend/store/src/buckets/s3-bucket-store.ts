import { createHash } from 'node:crypto';

import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { S3ClientConfig } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';

import type { BucketStore, ListOptions, ListPage, ObjectFacts, ObjectRef } from './bucket-store.ts';
import { attachmentNamed } from './content-disposition.ts';
import { bareEtag, objectFacts } from './object-facts.ts';
import { addressOf, orRefusal } from './s3-answer.ts';
import { copyObject } from './s3-copy.ts';
import { deleteIfMatch } from './s3-delete.ts';
import { openObject } from './s3-open.ts';
import { putObject } from './s3-put.ts';

export interface BucketStoreOptions {
  /** Default AWS. For a local store give `http://127.0.0.1:…`: `localhost` is slower and may be IPv6. */
  readonly endpoint?: string | undefined;
  readonly region: string;
  /** Default: the SDK's own chain (role, environment). */
  readonly credentials?:
    { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
  readonly forcePathStyle?: boolean | undefined;
  /** Tries of a single request, the first included; default 6, with the SDK's jittered backoff. */
  readonly maxAttempts?: number | undefined;
  /** A connection that is silent this long is given up; default 30,000. */
  readonly socketTimeoutMs?: number | undefined;
}

/** The bucket store over S3 or anything that speaks like it. */
export function createBucketStore(options: BucketStoreOptions): BucketStore & { close(): void } {
  const config = clientConfig(options);
  const client = new S3Client(config);
  // The default client would bake the checksum of an empty body into the URL of an upload.
  const presigner = new S3Client({ ...config, requestChecksumCalculation: 'WHEN_REQUIRED' });
  const head = (ref: ObjectRef) => headObject(client, ref);
  const open: BucketStore['open'] = (ref, how = {}) => openObject(client, ref, how);

  return {
    head,
    open,
    put: (ref, body, how = {}) => putObject(client, head, ref, body, how),
    copy: (from, to, how = {}) => copyObject(client, head, from, to, how),
    deleteIfMatch: (ref, etag) => deleteIfMatch(client, head, ref, etag),
    list: (bucket, prefix, how = {}) => listObjects(client, bucket, prefix, how),

    async readRange(ref, start, length) {
      // HTTP cannot say "no bytes": such a range would be answered with the whole object.
      if (length <= 0) {
        return (await head(ref))
          ? { outcome: 'read', bytes: new Uint8Array() }
          : { outcome: 'absent' };
      }
      const found = await open(ref, { range: { start, end: start + length - 1 } });
      if (found.outcome !== 'opened') return { outcome: 'absent' };
      const pieces: Uint8Array[] = [];
      for await (const piece of found.body) pieces.push(piece);
      return { outcome: 'read', bytes: Buffer.concat(pieces) };
    },

    presignPut(ref, { expiresInS, contentType }) {
      const command = new PutObjectCommand({ ...addressOf(ref), ContentType: contentType });
      const signableHeaders = new Set(contentType === undefined ? [] : ['content-type']);
      return getSignedUrl(presigner, command, { expiresIn: expiresInS, signableHeaders });
    },

    presignGet(ref, { expiresInS, filename }) {
      const ResponseContentDisposition = attachmentNamed(filename);
      const command = new GetObjectCommand({ ...addressOf(ref), ResponseContentDisposition });
      return getSignedUrl(presigner, command, { expiresIn: expiresInS });
    },

    async sha256Of(ref) {
      const found = await open(ref);
      if (found.outcome !== 'opened') return null;
      const hash = createHash('sha256');
      for await (const piece of found.body) hash.update(piece);
      return hash.digest('hex');
    },

    close() {
      client.destroy();
      presigner.destroy();
    },
  };
}

function clientConfig(options: BucketStoreOptions): S3ClientConfig {
  return {
    region: options.region,
    ...(options.endpoint === undefined ? {} : { endpoint: options.endpoint }),
    ...(options.credentials === undefined ? {} : { credentials: options.credentials }),
    forcePathStyle: options.forcePathStyle ?? false,
    maxAttempts: options.maxAttempts ?? 6,
    requestHandler: {
      connectionTimeout: 5_000,
      socketTimeout: options.socketTimeoutMs ?? 30_000,
    },
  };
}

async function headObject(client: S3Client, ref: ObjectRef): Promise<ObjectFacts | null> {
  const command = new HeadObjectCommand({ ...addressOf(ref), ChecksumMode: 'ENABLED' });
  const answer = await orRefusal(client.send(command));
  return answer.ok ? objectFacts(answer.value) : null;
}

async function listObjects(
  client: S3Client,
  bucket: string,
  prefix: string,
  { after, limit = 1000 }: ListOptions,
): Promise<ListPage> {
  const page = await client.send(
    new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, StartAfter: after, MaxKeys: limit }),
  );
  const objects = (page.Contents ?? []).map((item) => ({
    key: item.Key ?? '',
    size: item.Size ?? 0,
    etag: bareEtag(item.ETag),
    lastModified: item.LastModified ?? new Date(0),
  }));
  return { objects, next: page.IsTruncated ? objects.at(-1)?.key : undefined };
}
