import type { RunStats } from '@waybill/contracts';

export interface RejectRates {
  readonly rows: number;
  readonly rejected: number;
  /** Of all rows; null when there were none. */
  readonly percent: number | null;
  readonly days: readonly { readonly day: string; readonly percent: number | null }[];
}

/** How many of the rows were rejected, in all and by the days on which something ran. */
export function rejectRates({ buckets }: Pick<RunStats, 'buckets'>): RejectRates {
  const rows = buckets.reduce((sum, { counts }) => sum + counts.read, 0);
  const rejected = buckets.reduce((sum, { counts }) => sum + counts.rejected, 0);
  const days = buckets.map(({ at, counts }) => ({
    day: at.slice(0, 10),
    percent: percentOf(counts.rejected, counts.read),
  }));
  return { rows, rejected, percent: percentOf(rejected, rows), days };
}

function percentOf(part: number, whole: number): number | null {
  return whole === 0 ? null : (part / whole) * 100;
}
