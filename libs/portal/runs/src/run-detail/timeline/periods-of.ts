import type { Run, RunAttempt } from '@waybill/contracts';
import { isFinished } from '@waybill/portal-core';
import type { Period } from './folded-scale.ts';

/** Why nobody works after an attempt that ended so. */
const pauses: Readonly<Record<NonNullable<RunAttempt['ending']>, string>> = {
  finished: 'after its end',
  interrupted: 'pause after an error',
  stopped: 'waiting for another worker',
  lost: 'no sign of life, until its lease ran out',
};

/** The whole of a run's time in order, from its arrival to its end or now (epoch ms), without a hole. */
export function periodsOf(run: Run, attempts: readonly RunAttempt[], now: number): Period[] {
  const queued = Date.parse(run.queuedAt);
  const arrived = arrivalOf(run) ?? queued;
  const periods: Period[] = [];
  const idle = (from: number, to: number, reason: string) => {
    if (to > from) periods.push({ from, to, reason });
  };
  idle(arrived, queued, 'before it was assigned to a feed');
  let cursor = queued;
  let reason = 'waiting in the queue';
  for (const { startedAt, endedAt, ending } of attempts) {
    const from = Date.parse(startedAt);
    idle(cursor, from, reason);
    cursor = Math.max(from, endedAt ? Date.parse(endedAt) : now);
    periods.push({ from, to: cursor, reason: null });
    reason = ending ? pauses[ending] : reason;
  }
  if (!isFinished(run.state) && attempts.every(({ endedAt }) => endedAt !== null))
    idle(cursor, now, reason);
  return periods;
}

function arrivalOf({ stages }: Run): number | null {
  const receive = stages.find(({ name }) => name === 'receive');
  return receive?.state === 'done' && receive.startedAt ? Date.parse(receive.startedAt) : null;
}
