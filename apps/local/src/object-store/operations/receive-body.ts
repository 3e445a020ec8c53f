import { createHash } from 'node:crypto';

import {
  ALGORITHMS,
  checksumHeader,
  createHasher,
  DEFAULT_ALGORITHM,
  parseAlgorithm,
} from '../protocol/checksums.ts';
import type { Checksum, ChecksumAlgorithm } from '../protocol/checksums.ts';
import { decodeChunks } from '../protocol/chunked-body.ts';
import { S3Error } from '../protocol/s3-error.ts';
import type { Segment } from '../storage/blob-folder.ts';
import type { Store } from '../store.ts';
import type { S3Request } from './request.ts';

export interface ReceivedBody {
  readonly segment: Segment;
  readonly md5: string;
  /** Of the algorithm asked for, else of the client's, else of S3's default. */
  readonly checksum: Checksum;
}

const MAX_BYTES = 5 * 1024 ** 3;

/**
 * Streams a request body into a blob and checks everything the client promised about it: length,
 * Content-MD5, checksum header or trailer, signed SHA-256, chunk signatures. A broken promise leaves
 * no blob and throws S3's refusal.
 */
export async function receiveBody(
  store: Store,
  request: S3Request,
  algorithm?: ChecksumAlgorithm,
): Promise<ReceivedBody> {
  const { headers, auth } = request;
  const declared = declaredLength(headers);
  const claimed = claimedAlgorithm(headers);
  const kept = algorithm ?? claimed ?? DEFAULT_ALGORITHM;
  const checks = new Map(
    ([kept, claimed ?? kept] as const).map((name) => [name, createHasher(name)]),
  );
  const md5 = createHash('md5');
  const sha256 = /^[0-9a-f]{64}$/u.test(auth.payloadHash) ? createHash('sha256') : undefined;
  let trailers: ReadonlyMap<string, string> = new Map();
  const content = contentOf(request, (found) => {
    trailers = found;
  });

  let received = 0;
  async function* observed(): AsyncGenerator<Uint8Array> {
    for await (const piece of content) {
      received += piece.length;
      if (received > declared) throw new S3Error('IncompleteBody');
      md5.update(piece);
      sha256?.update(piece);
      for (const hasher of checks.values()) hasher.update(piece);
      yield piece;
    }
  }

  const segment = await store.blobs.write(observed());
  try {
    if (received !== declared) throw new S3Error('IncompleteBody');
    const digest = md5.digest();
    checkContentMd5(headers['content-md5'], digest);
    if (sha256 && sha256.digest('hex') !== auth.payloadHash)
      throw new S3Error('XAmzContentSHA256Mismatch');
    const values = new Map(
      [...checks].map(([name, hasher]) => [name, hasher.digest().toString('base64')]),
    );
    if (claimed) checkClaim(claimed, values.get(claimed) ?? '', headers, trailers);
    const checksum: Checksum = {
      algorithm: kept,
      type: 'FULL_OBJECT',
      value: values.get(kept) ?? '',
    };
    return { segment, md5: digest.toString('hex'), checksum };
  } catch (error) {
    store.blobs.remove([segment.blob]);
    throw error;
  }
}

/** Reads a small document (XML) in memory, with the same checks of length, MD5 and checksum. */
export async function receiveDocument(
  store: Store,
  request: S3Request,
  maxBytes = 2 * 1024 ** 2,
): Promise<string> {
  if (declaredLength(request.headers) > maxBytes) throw new S3Error('MalformedXML');
  const { segment } = await receiveBody(store, request);
  try {
    const pieces: Uint8Array[] = [];
    for await (const piece of store.blobs.read([segment])) pieces.push(piece);
    return Buffer.concat(pieces).toString('utf8');
  } finally {
    store.blobs.remove([segment.blob]);
  }
}

function contentOf(
  request: S3Request,
  onTrailers: (trailers: ReadonlyMap<string, string>) => void,
): AsyncIterable<Uint8Array> {
  const { payloadHash } = request.auth;
  switch (payloadHash) {
    case 'STREAMING-UNSIGNED-PAYLOAD-TRAILER':
      return decodeChunks(request.body, { onTrailers });
    case 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD':
    case 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER':
      return decodeChunks(request.body, { seal: request.auth, onTrailers });
    case 'UNSIGNED-PAYLOAD':
      return request.body;
    default:
      if (/^[0-9a-f]{64}$/u.test(payloadHash)) return request.body;
      throw new S3Error(
        'InvalidRequest',
        {},
        {
          message:
            'x-amz-content-sha256 must be UNSIGNED-PAYLOAD, a STREAMING- scheme or a valid sha256 value.',
        },
      );
  }
}

function declaredLength(headers: Readonly<Record<string, string>>): number {
  const text = headers['x-amz-decoded-content-length'] ?? headers['content-length'];
  if (text === undefined || !/^\d{1,16}$/u.test(text)) throw new S3Error('MissingContentLength');
  if (Number(text) > MAX_BYTES) {
    throw new S3Error('EntityTooLarge', { ProposedSize: text, MaxSizeAllowed: String(MAX_BYTES) });
  }
  return Number(text);
}

function claimedAlgorithm(
  headers: Readonly<Record<string, string>>,
): ChecksumAlgorithm | undefined {
  const trailing = (headers['x-amz-trailer'] ?? '').toLowerCase();
  const named = ALGORITHMS.filter((name) => {
    const header = checksumHeader(name);
    return headers[header] !== undefined || trailing === header;
  });
  if (named.length > 1) {
    throw new S3Error(
      'InvalidRequest',
      {},
      { message: 'Expecting a single x-amz-checksum- header' },
    );
  }
  const asked = headers['x-amz-sdk-checksum-algorithm'];
  if (named[0] === undefined && asked !== undefined && headers['content-md5'] === undefined) {
    throw new S3Error(
      'InvalidRequest',
      {},
      {
        message: `x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found. (${parseAlgorithm(asked)})`,
      },
    );
  }
  return named[0];
}

function checkClaim(
  algorithm: ChecksumAlgorithm,
  computed: string,
  headers: Readonly<Record<string, string>>,
  trailers: ReadonlyMap<string, string>,
): void {
  const name = checksumHeader(algorithm);
  const claim = headers[name] ?? trailers.get(name);
  const bytes = Buffer.from(computed, 'base64').length;
  if (claim === undefined || Buffer.from(claim, 'base64').length !== bytes) {
    throw new S3Error('InvalidRequest', {}, { message: `Value for ${name} header is invalid.` });
  }
  if (claim !== computed) {
    throw new S3Error(
      'BadDigest',
      {},
      {
        message: `The ${algorithm} you specified did not match the calculated checksum.`,
      },
    );
  }
}

function checkContentMd5(claim: string | undefined, computed: Buffer): void {
  if (claim === undefined) return;
  const claimed = Buffer.from(claim, 'base64');
  if (claimed.length !== 16) throw new S3Error('InvalidDigest', { 'Content-MD5': claim });
  if (!claimed.equals(computed)) {
    throw new S3Error('BadDigest', {
      ExpectedDigest: claim,
      CalculatedDigest: computed.toString('base64'),
    });
  }
}
