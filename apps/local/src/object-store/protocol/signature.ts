import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

import { awsEncode, awsEncodePath } from './aws-encoding.ts';

export interface SignedParts {
  readonly method: string;
  /** Decoded. */
  readonly path: string;
  readonly query: ReadonlyMap<string, string>;
  /** As Node delivers them: one character per byte. */
  readonly headers: Readonly<Record<string, string>>;
  readonly signedHeaders: readonly string[];
  readonly payloadHash: string;
}

/** `<date>/<region>/s3/aws4_request` */
export type Scope = string;

export const EMPTY_SHA256 = createHash('sha256').digest('hex');

/** SigV4's canonical request, from decoded parts: S3 decodes and encodes anew, never normalises. */
export function canonicalRequest(parts: SignedParts): string {
  const query = [...parts.query]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${awsEncode(name)}=${awsEncode(value)}`)
    .sort()
    .join('&');
  const headers = parts.signedHeaders
    .map((name) => `${name}:${(parts.headers[name] ?? '').trim().replace(/ +/gu, ' ')}\n`)
    .join('');
  return [
    parts.method,
    awsEncodePath(parts.path),
    query,
    headers,
    parts.signedHeaders.join(';'),
    parts.payloadHash,
  ].join('\n');
}

export function signingKey(secret: string, scope: Scope): Buffer {
  let key: Buffer = Buffer.from(`AWS4${secret}`);
  for (const part of scope.split('/')) key = hmac(key, part);
  return key;
}

/** Signature of a whole request (header or query form). */
export function signRequest(key: Buffer, amzDate: string, scope: Scope, canonical: string): string {
  const digest = createHash('sha256').update(Buffer.from(canonical, 'latin1')).digest('hex');
  return hmac(key, ['AWS4-HMAC-SHA256', amzDate, scope, digest].join('\n')).toString('hex');
}

/** Signature of one chunk of an aws-chunked body; each one seals the one before. */
export function signChunk(
  key: Buffer,
  amzDate: string,
  scope: Scope,
  previous: string,
  chunkSha256: string,
): string {
  const lines = ['AWS4-HMAC-SHA256-PAYLOAD', amzDate, scope, previous, EMPTY_SHA256, chunkSha256];
  return hmac(key, lines.join('\n')).toString('hex');
}

/** Signature of the trailing headers of an aws-chunked body (`name:value\n` each). */
export function signTrailer(
  key: Buffer,
  amzDate: string,
  scope: Scope,
  previous: string,
  trailers: string,
): string {
  const digest = createHash('sha256').update(trailers).digest('hex');
  return hmac(
    key,
    ['AWS4-HMAC-SHA256-TRAILER', amzDate, scope, previous, digest].join('\n'),
  ).toString('hex');
}

/** Compares in constant time. */
export function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
