import { createHash } from 'node:crypto';

import type { Authenticated } from './authenticate.ts';
import { ByteReader } from './byte-reader.ts';
import { S3Error } from './s3-error.ts';
import { EMPTY_SHA256, sameText, signChunk, signTrailer } from './signature.ts';

const MAX_LINE_BYTES = 4096;
const MAX_TRAILERS = 20;

export interface ChunkedBodyOptions {
  /** Given when every chunk carries a signature that continues the request's own. */
  readonly seal?: Authenticated | undefined;
  /** Called once with the trailing headers (lower-case names) when the last chunk was read. */
  readonly onTrailers: (trailers: ReadonlyMap<string, string>) => void;
}

/**
 * Takes the aws-chunked framing off a body: `size[;chunk-signature=…]\r\n bytes \r\n … 0\r\n trailers`.
 * Pieces are handed out before their chunk's signature is known, so nothing may be committed before
 * the generator ends. Throws `IncompleteBody` and `SignatureDoesNotMatch`.
 */
export async function* decodeChunks(
  source: AsyncIterable<Uint8Array>,
  options: ChunkedBodyOptions,
): AsyncGenerator<Uint8Array> {
  const reader = new ByteReader(source);
  const seal = options.seal ? new SignatureChain(options.seal) : undefined;
  for (;;) {
    const chunk = parseChunkHeader(await reader.line(MAX_LINE_BYTES));
    const hash = seal ? createHash('sha256') : undefined;
    for (let left = chunk.size; left > 0;) {
      const piece = await reader.some(left);
      left -= piece.length;
      hash?.update(piece);
      yield piece;
    }
    seal?.chunk(chunk.signature, hash?.digest('hex') ?? EMPTY_SHA256);
    if (chunk.size === 0) break;
    if ((await reader.line(2)) !== '') throw badFraming('a chunk is not followed by a line end');
  }
  const trailers = await readTrailers(reader);
  seal?.trailers(trailers);
  options.onTrailers(trailers);
}

function parseChunkHeader(line: string | null): { size: number; signature: string } {
  const match = /^([0-9a-f]{1,12})(?:;chunk-signature=([0-9a-f]{64}))?$/iu.exec(line ?? '');
  if (!match) throw badFraming('a chunk has no valid header');
  return { size: parseInt(match[1] ?? '', 16), signature: match[2] ?? '' };
}

async function readTrailers(reader: ByteReader): Promise<Map<string, string>> {
  const trailers = new Map<string, string>();
  for (;;) {
    const line = await reader.line(MAX_LINE_BYTES);
    if (line === null || line === '') return trailers;
    const colon = line.indexOf(':');
    if (colon < 1 || trailers.size >= MAX_TRAILERS)
      throw badFraming('a trailing header is malformed');
    trailers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
}

class SignatureChain {
  readonly #seed: Authenticated;
  #previous: string;

  constructor(seed: Authenticated) {
    this.#seed = seed;
    this.#previous = seed.signature;
  }

  chunk(signature: string, sha256: string): void {
    const { key, amzDate, scope } = this.#seed;
    this.#advance(signature, signChunk(key, amzDate, scope, this.#previous, sha256));
  }

  /** Only the `…-TRAILER` scheme signs its trailers; then the signature is itself the last trailer. */
  trailers(trailers: Map<string, string>): void {
    if (!this.#seed.payloadHash.endsWith('-TRAILER')) return;
    const { key, amzDate, scope } = this.#seed;
    const signature = trailers.get('x-amz-trailer-signature') ?? '';
    trailers.delete('x-amz-trailer-signature');
    const text = [...trailers].map(([name, value]) => `${name}:${value}\n`).join('');
    this.#advance(signature, signTrailer(key, amzDate, scope, this.#previous, text));
  }

  #advance(given: string, expected: string): void {
    if (!sameText(given, expected)) throw new S3Error('SignatureDoesNotMatch');
    this.#previous = expected;
  }
}

function badFraming(message: string): S3Error {
  return new S3Error(
    'IncompleteBody',
    {},
    { message: `The request body is not aws-chunked: ${message}` },
  );
}
