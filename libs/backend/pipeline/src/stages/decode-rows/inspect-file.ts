import { createHash } from 'node:crypto';
import type { RowProblem } from '@waybill/contracts';
import type { BucketStore, ObjectRef } from '@waybill/store';
import {
  createDecoder,
  FileRejected,
  type DecodeSummary,
  type Decoder,
  type FeedFormat,
  type FileFlag,
  type HeaderDrift,
  type ResolvedHeader,
} from '@waybill/tabular';
import type { CrashPoints } from '../../crash-points.ts';
import { fileProblem } from '../../problems.ts';
import { BlockDigests } from './block-digests.ts';

export type Inspection =
  | {
      readonly kind: 'accepted';
      readonly sha256: string;
      readonly rows: number;
      readonly flags: readonly FileFlag[];
      /** As found in the file; null for a feed without header. */
      readonly header: ResolvedHeader | null;
      /** Whether a trailer was read, and counted the rows right. */
      readonly trailer: boolean;
      readonly digests: BlockDigests;
    }
  /** The file as a whole is not acceptable; `sha256` is null when it was not even downloaded. */
  | {
      readonly kind: 'rejected';
      readonly sha256: string | null;
      readonly problems: readonly RowProblem[];
      /** How the header differs, when it was the header that was refused. */
      readonly drift: HeaderDrift | null;
    }
  /** The object is gone, or another one stands in its place. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'changed' };

export interface InspectedObject {
  readonly ref: ObjectRef;
  readonly etag: string;
  readonly sizeBytes: number;
}

/**
 * Reads a file to its end without posting anything: its SHA-256, that all of it can be decoded, its rows, and digests by which
 * the second reading knows that it sees the same bytes. Only a file that passes as a whole is ever posted.
 */
export async function inspectFile(
  buckets: BucketStore,
  object: InspectedObject,
  format: FeedFormat,
  crashPoints: CrashPoints,
): Promise<Inspection> {
  const { fileBytesMax } = format.dialect.limits;
  if (object.sizeBytes > fileBytesMax) return tooLarge(object.sizeBytes, fileBytesMax);
  const opened = await buckets.open(object.ref, { ifMatch: object.etag });
  if (opened.outcome !== 'opened') return { kind: opened.outcome };
  const hash = createHash('sha256');
  const digests = new BlockDigests();
  const decoding = new CountingDecoder(createDecoder(format));
  for await (const chunk of opened.body) {
    hash.update(chunk);
    digests.update(chunk);
    decoding.push(chunk);
    await crashPoints.reach('CP4');
  }
  digests.end();
  const sha256 = hash.digest('hex');
  const verdict = decoding.end();
  return verdict instanceof FileRejected
    ? { kind: 'rejected', sha256, problems: verdict.problems, drift: verdict.drift }
    : { kind: 'accepted', sha256, digests, ...verdict };
}

/** Goes on after a rejection, deaf, so that the whole file is still hashed for its quarantine. */
class CountingDecoder {
  readonly #decoder: Decoder;
  #rejected: FileRejected | null = null;

  constructor(decoder: Decoder) {
    this.#decoder = decoder;
  }

  push(chunk: Uint8Array): void {
    if (this.#rejected === null) this.#try(() => this.#decoder.push(chunk));
  }

  end(): Pick<DecodeSummary, 'rows' | 'flags' | 'header' | 'trailer'> | FileRejected {
    const last = this.#rejected === null ? this.#try(() => this.#decoder.end()) : null;
    if (this.#rejected !== null) return this.#rejected;
    if (last === null) throw new Error('The decoder ended without a summary');
    const { rows, flags, header, trailer } = last.summary;
    return { rows, flags, header, trailer };
  }

  #try<T>(work: () => T): T | null {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof FileRejected)) throw error;
      this.#rejected = error;
      return null;
    }
  }
}

function tooLarge(size: number, limit: number): Inspection {
  const problem = fileProblem('FILE_TOO_LARGE', {
    message: `The file has ${String(size)} bytes, more than the feed allows.`,
    found: `${String(size)} bytes`,
    expected: `at most ${String(limit)} bytes`,
  });
  return { kind: 'rejected', sha256: null, problems: [problem], drift: null };
}
