import type { FeedFormat } from '../feed-format.ts';
import { createDecoder, type DecodeSummary } from './decoder.ts';
import type { RawRecord } from './raw-record.ts';

/** Large enough to amortise a call; small enough that few of the rows that are at work live to see the garbage collected. */
const sliceBytes = 64 * 1024;

/**
 * Decodes a whole source: yields the rows of each slice of at most 64 KiB, returns the summary.
 * @throws FileRejected as `Decoder` does, and whatever the source throws.
 */
export async function* decodeStream(
  format: FeedFormat,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<RawRecord[], DecodeSummary> {
  const decoder = createDecoder(format);
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += sliceBytes) {
      const records = decoder.push(chunk.subarray(at, at + sliceBytes));
      if (records.length > 0) yield records;
    }
  }
  const { records, summary } = decoder.end();
  if (records.length > 0) yield records;
  return summary;
}
