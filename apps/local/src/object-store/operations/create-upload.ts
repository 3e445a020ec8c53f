import { DEFAULT_ALGORITHM, parseAlgorithm } from '../protocol/checksums.ts';
import type { ChecksumAlgorithm, ChecksumType } from '../protocol/checksums.ts';
import { S3Error } from '../protocol/s3-error.ts';
import { xmlDocument } from '../protocol/xml.ts';
import { storedHeaders, userMetadata } from './object-headers.ts';
import type { Operation } from './request.ts';

export const createUpload: Operation = (store, request) => {
  const { bucket, key, headers } = request;
  store.buckets.require(bucket);
  const asked = headers['x-amz-checksum-algorithm'];
  const algorithm = asked === undefined ? DEFAULT_ALGORITHM : parseAlgorithm(asked);
  const type = typeOf(algorithm, headers['x-amz-checksum-type']);
  const id = store.database.transaction(() => {
    store.uploads.forgetCompleted(store.clock());
    return store.uploads.add({
      bucket,
      key,
      initiatedAt: store.clock(),
      headers: storedHeaders(headers),
      metadata: userMetadata(headers, request.query),
      algorithm,
      type,
    });
  });
  const announced: Record<string, string> =
    asked === undefined
      ? {}
      : { 'x-amz-checksum-algorithm': algorithm, 'x-amz-checksum-type': type };
  return {
    status: 200,
    headers: announced,
    body: xmlDocument([
      'InitiateMultipartUploadResult',
      [
        ['Bucket', bucket],
        ['Key', key],
        ['UploadId', id],
      ],
    ]),
  };
};

/** CRC-64 is only ever of the whole object, SHA only ever of the parts; the CRC-32s may be either. */
function typeOf(algorithm: ChecksumAlgorithm, asked: string | undefined): ChecksumType {
  const natural: ChecksumType = algorithm === 'CRC64NVME' ? 'FULL_OBJECT' : 'COMPOSITE';
  if (asked === undefined || asked === natural) return natural;
  if (asked === 'FULL_OBJECT' && algorithm.startsWith('CRC')) return 'FULL_OBJECT';
  throw new S3Error(
    'InvalidRequest',
    {},
    {
      message: `The ${asked} checksum type cannot be used with the ${algorithm.toLowerCase()} checksum algorithm.`,
    },
  );
}
