import type { PartnerHealth, RunStats } from '@waybill/contracts';

/** A month of runs in figures, and day by day. */
export function monthOf({ buckets }: RunStats, from: string): PartnerHealth['month'] {
  const days = buckets.map(({ at, counts, points }) => ({
    at,
    rows: counts.read,
    rejected: counts.rejected,
    points,
  }));
  const sum = (of: (bucket: RunStats['buckets'][number]) => number) =>
    buckets.reduce((total, bucket) => total + of(bucket), 0);
  return {
    from,
    runs: sum(({ runs }) => runs),
    failed: sum(({ failed }) => failed),
    rows: sum(({ counts }) => counts.read),
    rejected: sum(({ counts }) => counts.rejected),
    points: sum(({ points }) => points),
    days,
  };
}
