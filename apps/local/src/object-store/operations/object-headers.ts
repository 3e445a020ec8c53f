import { checksumHeader } from '../protocol/checksums.ts';
import { S3Error } from '../protocol/s3-error.ts';
import type { ObjectVersion } from '../storage/object-table.ts';

const STORED = ['cache-control', 'content-disposition', 'content-language', 'expires'] as const;
const MAX_METADATA_BYTES = 2048;
const META = 'x-amz-meta-';

/** The headers of a write that the object keeps and every read gives back. */
export function storedHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const stored: Record<string, string> = {
    'content-type': headers['content-type'] ?? 'binary/octet-stream',
  };
  for (const name of STORED) {
    const value = headers[name];
    if (value !== undefined) stored[name] = value;
  }
  // aws-chunked is how the body travelled, not what it is.
  const encodings = (headers['content-encoding'] ?? '').split(',').map((item) => item.trim());
  const encoding = encodings.filter((item) => item !== '' && item !== 'aws-chunked').join(',');
  if (encoding !== '') stored['content-encoding'] = encoding;
  return stored;
}

/** User metadata from headers, or from the query, where a presigned URL carries it. */
export function userMetadata(
  headers: Readonly<Record<string, string>>,
  query: ReadonlyMap<string, string>,
): Record<string, string> {
  const metadata: Record<string, string> = {};
  const all = [
    ...[...query].map(([name, value]) => [name.toLowerCase(), value] as const),
    ...Object.entries(headers),
  ];
  for (const [name, value] of all) {
    if (name.startsWith(META)) metadata[name.slice(META.length)] = value;
  }
  const bytes = Object.entries(metadata).reduce(
    (sum, [name, value]) => sum + name.length + value.length,
    0,
  );
  if (bytes > MAX_METADATA_BYTES) {
    throw new S3Error('MetadataTooLarge', {
      Size: String(bytes),
      MaxSizeAllowed: String(MAX_METADATA_BYTES),
    });
  }
  return metadata;
}

/** The headers of a GET or HEAD answer, apart from length and range. */
export function replyHeaders(object: ObjectVersion, withChecksum: boolean): Record<string, string> {
  const headers: Record<string, string> = {
    ...object.headers,
    etag: quoted(object.etag),
    'last-modified': object.modifiedAt.toUTCString(),
    'accept-ranges': 'bytes',
    'x-amz-server-side-encryption': 'AES256',
    ...versionHeader(object),
  };
  for (const [name, value] of Object.entries(object.metadata)) headers[META + name] = value;
  if (withChecksum && object.checksum) {
    headers[checksumHeader(object.checksum.algorithm)] = object.checksum.value;
    headers['x-amz-checksum-type'] = object.checksum.type;
  }
  return headers;
}

/** Objects of a bucket that was never versioned have no version to show. */
export function versionHeader({
  versionId,
}: Pick<ObjectVersion, 'versionId'>): Record<string, string> {
  return versionId === 'null' ? {} : { 'x-amz-version-id': versionId };
}

export function quoted(etag: string): string {
  return `"${etag}"`;
}

/** `2026-11-23T07:00:00.000Z` */
export function isoTime(date: Date): string {
  return date.toISOString();
}
