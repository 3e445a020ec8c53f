import type { RowExpectation } from './expectation.ts';

/** How many good files the median is taken of, and how few of them say nothing yet. */
export const trailingFiles = 10;
const filesMin = 3;

export type RowVerdict =
  | { kind: 'fine' }
  /** `median`: of the last good files, when it is what the bound was made of. */
  | { kind: 'too-few' | 'too-many'; bound: number; median: number | null };

/** Whether a file of so many rows is taken in unasked. @param recent rows of the last good files of the feed, in any order */
export function judgeRows(
  rows: number,
  expected: RowExpectation | null,
  recent: readonly number[],
): RowVerdict {
  if (expected === null) return { kind: 'fine' };
  if (expected.kind === 'range') {
    const { min, max } = expected;
    if (rows < min) return { kind: 'too-few', bound: min, median: null };
    return max !== null && rows > max
      ? { kind: 'too-many', bound: max, median: null }
      : { kind: 'fine' };
  }
  const median = medianOf(recent);
  if (median === null) return { kind: 'fine' };
  const bound = Math.ceil((median * expected.percent) / 100);
  return rows < bound ? { kind: 'too-few', bound, median } : { kind: 'fine' };
}

/** Null when there are too few to tell. Of an even number the lower middle, so that it is a number of rows some file had. */
export function medianOf(rows: readonly number[]): number | null {
  if (rows.length < filesMin) return null;
  const sorted = rows.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}
