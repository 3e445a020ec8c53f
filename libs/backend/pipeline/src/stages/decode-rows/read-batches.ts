import { decodeStream, type FeedFormat, type RawRecord } from '@waybill/tabular';
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

/** The rows of a file in batches, in file order. The blocks must be those of an inspected file. */
export async function* readBatches(
  format: FeedFormat,
  blocks: AsyncIterable<Uint8Array>,
  limits: BatchLimits,
): AsyncGenerator<RawBatch> {
  const window = new RawWindow();
  let records: RawRecord[] = [];
  let bytes = 0;
  for await (const decoded of decodeStream(format, remembered(blocks, window))) {
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
