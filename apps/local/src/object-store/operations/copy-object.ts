import { firstBytes, flipByte } from '../faults/damaged-body.ts';
import { checksumElement, DEFAULT_ALGORITHM, parseAlgorithm } from '../protocol/checksums.ts';
import type { Checksum } from '../protocol/checksums.ts';
import { S3Error } from '../protocol/s3-error.ts';
import { xmlDocument } from '../protocol/xml.ts';
import type { XmlNode } from '../protocol/xml.ts';
import type { Segment } from '../storage/blob-folder.ts';
import type { ObjectVersion } from '../storage/object-table.ts';
import type { Store } from '../store.ts';
import { checkWriteEarly, commitObject } from './commit-object.ts';
import { copySource } from './copy-source.ts';
import { hashSegments } from './hash-segments.ts';
import { isoTime, quoted, storedHeaders, userMetadata, versionHeader } from './object-headers.ts';
import type { Operation, S3Request } from './request.ts';

const MAX_COPY_BYTES = 5 * 1024 ** 3;

export const copyObject: Operation = async (store, request) => {
  checkWriteEarly(store, request);
  const { source, headers } = copySource(store, request);
  const replaces = checkDirective(request, source);
  const described = replaces
    ? {
        headers: storedHeaders(request.headers),
        metadata: userMetadata(request.headers, request.query),
      }
    : { headers: source.headers, metadata: source.metadata };
  const release = store.blobs.pin(source.segments);
  let segments: Segment[] = [];
  try {
    segments = await duplicate(store, request, source);
    const { etag, checksum } = await identify(store, request, source, segments);
    const { bucket, key } = request;
    const size = segments.reduce((sum, segment) => sum + segment.size, 0);
    const copy = {
      bucket,
      key,
      size,
      etag,
      checksum,
      segments,
      modifiedAt: store.clock(),
      ...described,
    };
    const added = commitObject(store, request, copy, 'ObjectCreated:Copy');
    return {
      status: 200,
      headers: { ...headers, ...versionHeader(added) },
      body: copyResult('CopyObjectResult', added),
    };
  } catch (error) {
    store.blobs.remove(segments.map(({ blob }) => blob));
    throw error;
  } finally {
    release();
  }
};

/** The answer of CopyObject and of UploadPartCopy. */
export function copyResult(
  name: string,
  copy: { readonly etag: string; readonly modifiedAt: Date; readonly checksum: Checksum | null },
): string {
  const nodes: XmlNode[] = [
    ['LastModified', isoTime(copy.modifiedAt)],
    ['ETag', quoted(copy.etag)],
  ];
  if (copy.checksum) {
    nodes.push(
      [checksumElement(copy.checksum.algorithm), copy.checksum.value],
      ['ChecksumType', copy.checksum.type],
    );
  }
  return xmlDocument([name, nodes]);
}

/** Whether the copy gets the request's metadata instead of the source's. */
function checkDirective({ bucket, key, headers }: S3Request, source: ObjectVersion): boolean {
  const directive = headers['x-amz-metadata-directive'] ?? 'COPY';
  if (directive !== 'COPY' && directive !== 'REPLACE') {
    throw new S3Error('InvalidArgument', {}, { message: 'Unknown metadata directive.' });
  }
  if (directive === 'COPY' && source.latest && source.bucket === bucket && source.key === key) {
    throw new S3Error(
      'InvalidRequest',
      {},
      {
        message:
          "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
      },
    );
  }
  if (source.size > MAX_COPY_BYTES) {
    throw new S3Error(
      'InvalidRequest',
      {},
      {
        message: `The specified copy source is larger than the maximum allowable size for a copy source: ${String(MAX_COPY_BYTES)}`,
      },
    );
  }
  return directive === 'REPLACE';
}

async function duplicate(
  store: Store,
  { fault }: S3Request,
  source: ObjectVersion,
): Promise<Segment[]> {
  const bytes = () => store.blobs.read(source.segments);
  if (store.faults && fault?.kind === 'corrupt-copy') {
    return [await store.blobs.write(flipByte(bytes(), store.faults.below(source.size)))];
  }
  if (fault?.kind === 'truncate-copy') {
    return [await store.blobs.write(firstBytes(bytes(), Math.floor(source.size / 2)))];
  }
  return Promise.all(source.segments.map((segment) => store.blobs.duplicate(segment)));
}

/** ETag and checksum of the copy; read from the bytes unless the source's still say it all. */
async function identify(
  store: Store,
  request: S3Request,
  source: ObjectVersion,
  segments: readonly Segment[],
) {
  const asked = request.headers['x-amz-checksum-algorithm'];
  const known = source.checksum?.type === 'FULL_OBJECT' ? source.checksum : null;
  const algorithm = asked
    ? parseAlgorithm(asked)
    : (source.checksum?.algorithm ?? DEFAULT_ALGORITHM);
  const intact = request.fault?.kind !== 'corrupt-copy' && request.fault?.kind !== 'truncate-copy';
  if (intact && known?.algorithm === algorithm && !source.etag.includes('-')) {
    return { etag: source.etag, checksum: known };
  }
  const { md5, checksum } = await hashSegments(store, segments, algorithm);
  return { etag: md5, checksum };
}
