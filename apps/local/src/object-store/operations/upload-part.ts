import { checksumHeader } from '../protocol/checksums.ts';
import type { Checksum } from '../protocol/checksums.ts';
import { invalidArgument, S3Error } from '../protocol/s3-error.ts';
import type { Segment } from '../storage/blob-folder.ts';
import type { Store } from '../store.ts';
import { parseRange } from './byte-range.ts';
import type { ByteRange } from './byte-range.ts';
import { copyResult } from './copy-object.ts';
import { copySource } from './copy-source.ts';
import { hashSegments } from './hash-segments.ts';
import { quoted } from './object-headers.ts';
import { receiveBody } from './receive-body.ts';
import type { Operation, S3Request } from './request.ts';

const MAX_PART = 10_000;

export const uploadPart: Operation = async (store, request) => {
  const { upload, number } = addressed(store, request);
  const { segment, md5, checksum } = await receiveBody(store, request, upload.algorithm);
  keepPart(store, request, number, segment, md5, checksum);
  return {
    status: 200,
    headers: {
      etag: quoted(md5),
      [checksumHeader(checksum.algorithm)]: checksum.value,
      'x-amz-server-side-encryption': 'AES256',
    },
  };
};

/** A part taken from an existing object, whole or a range of it. */
export const uploadPartCopy: Operation = async (store, request) => {
  const { upload, number } = addressed(store, request);
  const { source, headers } = copySource(store, request);
  const range = copyRange(request.headers['x-amz-copy-source-range'], source.size);
  const release = store.blobs.pin(source.segments);
  try {
    const segment = await store.blobs.write(
      store.blobs.read(source.segments, range.start, range.end),
    );
    const { md5, checksum } = await hashSegments(store, [segment], upload.algorithm);
    const modifiedAt = keepPart(store, request, number, segment, md5, checksum);
    return {
      status: 200,
      headers,
      body: copyResult('CopyPartResult', { etag: md5, modifiedAt, checksum }),
    };
  } finally {
    release();
  }
};

function addressed(store: Store, { bucket, key, query }: S3Request) {
  store.buckets.require(bucket);
  const text = query.get('partNumber') ?? '';
  const number = Number(text);
  if (!/^\d{1,5}$/u.test(text) || number < 1 || number > MAX_PART) {
    throw invalidArgument(
      'partNumber',
      text,
      'Part number must be an integer between 1 and 10000, inclusive',
    );
  }
  return { upload: store.uploads.requireOpen(bucket, key, query.get('uploadId') ?? ''), number };
}

/** The upload may have been completed or aborted while the bytes came in: then they are refused. */
function keepPart(
  store: Store,
  { bucket, key, query }: S3Request,
  number: number,
  segment: Segment,
  etag: string,
  checksum: Checksum,
): Date {
  const modifiedAt = store.clock();
  let freed: string[];
  try {
    freed = store.database.transaction(() => {
      const { id } = store.uploads.requireOpen(bucket, key, query.get('uploadId') ?? '');
      return store.uploads.putPart(id, {
        number,
        segments: [segment],
        size: segment.size,
        etag,
        modifiedAt,
        checksum,
      });
    });
  } catch (error) {
    store.blobs.remove([segment.blob]);
    throw error;
  }
  store.blobs.remove(freed);
  return modifiedAt;
}

function copyRange(header: string | undefined, size: number): ByteRange {
  if (header === undefined) return { start: 0, end: size - 1 };
  const range = /^bytes=\d+-\d+$/u.test(header) ? parseRange(header, size) : undefined;
  if (!range || Number(header.split('-')[1]) >= size) {
    throw new S3Error(
      'InvalidArgument',
      {},
      {
        message: `The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy`,
      },
    );
  }
  return range;
}
