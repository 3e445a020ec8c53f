import type { FeedFormat } from '../feed-format.ts';
import { neededColumns } from '../header/needed-columns.ts';
import type { Problem } from '../problem.ts';
import { compileFeed } from '../read/feed-reader.ts';
import type { Sha256Hex } from '../read/transaction-key.ts';
import { sampleRows, type FileSample } from './sample-rows.ts';

/** How well a file fits a feed, by its first rows. */
export interface FormatFit {
  /** Of the layout's columns, those that the header names; of a feed without header null. */
  columnsFound: number | null;
  columnsExpected: number;
  /** Columns without which no row could be read. */
  missing: readonly string[];
  /** Columns of the file that the layout does not know. */
  unknown: readonly string[];
  rowsRead: number;
  /** Rows read that are free of problems. */
  rowsGood: number;
  /** Why the feed would refuse the file as a whole. */
  refusal: Problem | null;
}

const rowsCompared = 50;

/** Reads the sample as the feed would. `today` in days since 1970-01-01. */
export function fitFormat(
  format: FeedFormat,
  sample: FileSample,
  { today, sha256Hex }: { today: number; sha256Hex: Sha256Hex },
): FormatFit {
  const { rows, refusal, drift } = sampleRows(format, sample, rowsCompared);
  const reader = compileFeed(format, { sha256Hex, fileSha256: '', today });
  const good = rows.filter((row) => reader.read(row).problems === null).length;
  const { columns } = format.layout;
  const needed = neededColumns(format);
  const removed = drift?.removed ?? [];
  const hasHeader = format.dialect.header;
  const isUnread = hasHeader && drift === null;
  return {
    columnsFound: hasHeader ? (isUnread ? 0 : columns.length - removed.length) : null,
    columnsExpected: columns.length,
    missing: isUnread ? [...needed] : removed.filter((name) => needed.has(name)),
    unknown: drift?.added ?? [],
    rowsRead: rows.length,
    rowsGood: good,
    refusal,
  };
}
