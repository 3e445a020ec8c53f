import { percentDecode } from './aws-encoding.ts';
import { S3Error } from './s3-error.ts';

/** What a path-style request line addresses, decoded. */
export interface Target {
  /** Decoded path, with its leading slash. */
  readonly path: string;
  /** Empty for the service itself. */
  readonly bucket: string;
  /** Empty for a bucket. */
  readonly key: string;
  /** First value of each parameter. */
  readonly query: ReadonlyMap<string, string>;
}

/** S3's limit for a key, in bytes of UTF-8. */
const MAX_KEY_BYTES = 1024;

/**
 * Reads a raw request target. By hand, because `URL` resolves `..` and `%2e%2e`, which are ordinary
 * characters of an object key.
 */
export function parseTarget(rawUrl: string): Target {
  const mark = rawUrl.indexOf('?');
  const rawPath = mark === -1 ? rawUrl : rawUrl.slice(0, mark);
  const path = percentDecode(rawPath);
  const slash = path.indexOf('/', 1);
  const bucket = slash === -1 ? path.slice(1) : path.slice(1, slash);
  const key = slash === -1 ? '' : path.slice(slash + 1);
  const keyBytes = Buffer.byteLength(key);
  if (keyBytes > MAX_KEY_BYTES) {
    throw new S3Error('KeyTooLongError', {
      Size: String(keyBytes),
      MaxSizeAllowed: String(MAX_KEY_BYTES),
    });
  }
  return { path, bucket, key, query: parseQuery(mark === -1 ? '' : rawUrl.slice(mark + 1)) };
}

/** In a query, unlike in a path, `+` is a space. */
function parseQuery(raw: string): Map<string, string> {
  const query = new Map<string, string>();
  for (const pair of raw.split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = equals === -1 ? pair : pair.slice(0, equals);
    const value = equals === -1 ? '' : pair.slice(equals + 1);
    const decoded = percentDecode(name.replaceAll('+', ' '));
    if (!query.has(decoded)) query.set(decoded, percentDecode(value.replaceAll('+', ' ')));
  }
  return query;
}
