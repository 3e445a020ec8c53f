import type { BucketStore } from '@waybill/store';
import {
  decodePart,
  decodeStream,
  type FeedFormat,
  type FilePart,
  type RawRecord,
} from '@waybill/tabular';
import { blockBytes, BodyDamaged, verifiedBlocks, type BlockDigests } from './block-digests.ts';
import type { InspectedObject } from './inspect-file.ts';
import { RawWindow } from './raw-window.ts';

/** A batch ends at whichever comes first, so that wide rows do not make it heavy. */
export interface BatchLimits {
  readonly rows: number;
  readonly bytes: number;
}

export interface RawBatch {
  readonly records: readonly RawRecord[];
  /** The bytes of these records. */
  readonly window: RawWindow;
}

/** How an inspected file is read again: from these bytes, which have these digests. */
export interface FileReading {
  readonly source: InspectedObject;
  readonly digests: BlockDigests;
  readonly format: FeedFormat;
  readonly limits: BatchLimits;
}

/** The rows of an inspected file in batches, in file order. @throws BodyDamaged */
export async function* readFile(
  buckets: BucketStore,
  { source, digests, format, limits }: FileReading,
): AsyncGenerator<RawBatch> {
  const blocks = verifiedBlocks(await bodyOf(buckets, source), digests);
  const window = new RawWindow();
  yield* batches(decodeStream(format, remembered(blocks, window)), window, limits);
}

/** As `readFile`, of one part of it. @param to the byte after its last */
export async function* readPart(
  buckets: BucketStore,
  { source, digests, format, limits }: FileReading,
  part: FilePart & { readonly to: number },
): AsyncGenerator<RawBatch> {
  const span = {
    from: Math.floor(part.from / blockBytes),
    to: Math.ceil(part.to / blockBytes),
  };
  const range = { start: span.from * blockBytes, end: span.to * blockBytes - 1 };
  const blocks = verifiedBlocks(await bodyOf(buckets, source, range), digests, span);
  const window = new RawWindow(part.from);
  const bytes = remembered(within(blocks, part.from - range.start, part.to - part.from), window);
  yield* batches(decodePart(format, part, bytes), window, limits);
}

async function bodyOf(
  buckets: BucketStore,
  { ref, etag }: InspectedObject,
  range?: { start: number; end: number },
): Promise<AsyncIterable<Uint8Array>> {
  const opened = await buckets.open(ref, { ifMatch: etag, range });
  if (opened.outcome === 'opened') return opened.body;
  throw new BodyDamaged('The object is gone since it was inspected');
}

async function* within(
  blocks: AsyncIterable<Uint8Array>,
  skip: number,
  length: number,
): AsyncGenerator<Uint8Array> {
  let start = 0;
  for await (const block of blocks) {
    const bytes = block.subarray(Math.max(0, skip - start), Math.max(0, skip + length - start));
    start += block.length;
    if (bytes.length > 0) yield bytes;
  }
}

async function* batches(
  decoding: AsyncIterable<readonly RawRecord[]>,
  window: RawWindow,
  limits: BatchLimits,
): AsyncGenerator<RawBatch> {
  let records: RawRecord[] = [];
  let bytes = 0;
  for await (const decoded of decoding) {
    for (const record of decoded) {
      records.push(record);
      bytes += record.byteLength;
      if (records.length < limits.rows && bytes < limits.bytes) continue;
      yield { records, window: window.snapshot() };
      window.dropBefore(record.offset + record.byteLength);
      records = [];
      bytes = 0;
    }
  }
  if (records.length > 0) yield { records, window: window.snapshot() };
}

async function* remembered(
  blocks: AsyncIterable<Uint8Array>,
  window: RawWindow,
): AsyncGenerator<Uint8Array> {
  for await (const block of blocks) {
    window.add(block);
    yield block;
  }
}
