import { createDecoder } from '../decode/decoder.ts';
import { FileRejected } from '../decode/file-rejected.ts';
import type { RawRecord } from '../decode/raw-record.ts';
import type { FeedFormat } from '../feed-format.ts';
import type { HeaderDrift } from '../header/header-drift.ts';
import type { Problem } from '../problem.ts';

/** The beginning of a file; `isWhole` when it is all of it. */
export interface FileSample {
  bytes: Uint8Array;
  isWhole: boolean;
}

export interface SampledRows {
  /** Names as in the file; null for a feed without header, or when the header was refused. */
  header: readonly string[] | null;
  rows: readonly RawRecord[];
  /** Why the file as a whole would be refused, as far as its beginning tells. */
  refusal: Problem | null;
  /** How the header differs from the layout; null when it was not read. */
  drift: HeaderDrift | null;
}

/** The first rows as a feed would cut them. Never throws for what is in them; a last row that the sample cuts through is left out. */
export function sampleRows(format: FeedFormat, sample: FileSample, rowsMax: number): SampledRows {
  const decoder = createDecoder(format);
  const rows: RawRecord[] = [];
  try {
    rows.push(...decoder.push(sample.bytes));
    if (sample.isWhole) rows.push(...decoder.end().records);
  } catch (error) {
    if (!(error instanceof FileRejected)) throw error;
    return {
      header: decoder.header?.names ?? null,
      rows: rows.slice(0, rowsMax),
      refusal: error.problems[0] ?? null,
      drift: error.drift ?? decoder.header?.drift ?? null,
    };
  }
  return {
    header: decoder.header?.names ?? null,
    rows: rows.slice(0, rowsMax),
    refusal: null,
    drift: decoder.header?.drift ?? null,
  };
}
