import type { Progress, RunPart } from '@waybill/store';
import { addCounts, noCounts } from '../../stages/post-rows/settlement.ts';

/** How far a run has come that goes by parts. Its rows are not settled in order, so `rowNo` says how many there are. */
export function totalOf(parts: readonly Pick<RunPart, 'progress'>[]): Progress {
  const all = parts.map(({ progress }) => progress);
  const counts = all.reduce((sum, each) => addCounts(sum, each.counts), noCounts);
  return {
    rowNo: counts.read,
    counts,
    pointsAccrued: all.reduce((sum, each) => sum + each.pointsAccrued, 0),
    pointsReversed: all.reduce((sum, each) => sum + each.pointsReversed, 0),
  };
}
