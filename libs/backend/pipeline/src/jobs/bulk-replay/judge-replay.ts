import type { BulkReplay, BulkReplayProblem, Replay, ReplayEffects } from '@waybill/contracts';

/** What is wrong with how a replay ended, when anything is: it has to do what was planned, within the limits that were set. */
export function judgeReplay(
  {
    state,
    asPlanned,
    effects,
    rowsRead,
  }: Pick<Replay, 'state' | 'asPlanned' | 'effects' | 'rowsRead'>,
  planned: ReplayEffects | null,
  limits: BulkReplay['limits'],
): BulkReplayProblem | null {
  if (state === 'failed' || state === 'cancelled') {
    return { code: 'replay-failed', message: `Its replay was ${state}.` };
  }
  if (asPlanned !== true) {
    return { code: 'not-as-planned', message: `Not as planned: ${differences(planned, effects)}.` };
  }
  if (effects.rejected * 100 > rowsRead * limits.rejectedPercent) {
    const found = `${String(effects.rejected)} of ${String(rowsRead)} rows were rejected`;
    return {
      code: 'too-many-rejected',
      message: `${found}; the limit is ${String(limits.rejectedPercent)} %.`,
    };
  }
  if (limits.points !== null && Math.abs(effects.pointsDelta) > limits.points) {
    const found = `It moved ${String(effects.pointsDelta)} points`;
    return {
      code: 'too-many-points',
      message: `${found}; the limit is ${String(limits.points)}.`,
    };
  }
  return null;
}

function differences(planned: ReplayEffects | null, actual: ReplayEffects): string {
  if (planned === null) return 'nothing was planned';
  const keys = Object.keys(actual) as (keyof ReplayEffects)[];
  return keys
    .filter((key) => planned[key] !== actual[key])
    .map((key) => `${names[key]} ${String(actual[key])} instead of ${String(planned[key])}`)
    .join(', ');
}

const names: Record<keyof ReplayEffects, string> = {
  inserted: 'inserted',
  unchanged: 'unchanged',
  reversed: 'reversed',
  conflict: 'conflicts',
  rejected: 'rejected',
  skipped: 'skipped',
  pointsDelta: 'points',
};
