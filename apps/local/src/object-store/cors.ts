import { S3Error } from './protocol/s3-error.ts';

const METHODS = 'GET, HEAD, PUT, POST, DELETE';
const EXPOSED =
  'ETag, Content-Range, x-amz-request-id, x-amz-version-id, x-amz-checksum-crc32, x-amz-checksum-crc64nvme, x-amz-checksum-sha256';

/** Answer to a preflight. Throws `AccessForbidden` for an origin that is not allowed. */
export function preflightHeaders(
  headers: Readonly<Record<string, string>>,
  allowedOrigins: readonly string[],
): Record<string, string> {
  const method = headers['access-control-request-method'];
  const allowed = corsHeaders(headers['origin'], allowedOrigins);
  if (
    method === undefined ||
    !METHODS.split(', ').includes(method) ||
    allowed['access-control-allow-origin'] === undefined
  ) {
    throw new S3Error('AccessForbidden');
  }
  return {
    ...allowed,
    'access-control-allow-methods': METHODS,
    'access-control-allow-headers': headers['access-control-request-headers'] ?? '',
    'access-control-max-age': '3000',
  };
}

/** What a browser needs to see on an ordinary answer; nothing for other origins. */
export function corsHeaders(
  origin: string | undefined,
  allowedOrigins: readonly string[],
): Record<string, string> {
  if (origin === undefined || !(allowedOrigins.includes(origin) || allowedOrigins.includes('*')))
    return {};
  return {
    'access-control-allow-origin': origin,
    'access-control-expose-headers': EXPOSED,
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  };
}
