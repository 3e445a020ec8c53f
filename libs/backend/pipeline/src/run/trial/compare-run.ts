import { backtestRowsMax } from '@waybill/contracts';
import { describeError } from '@waybill/kit';
import type { TrialOfRun, TrialResult } from '@waybill/store';
import { Bench } from '../../jobs/backtest/bench.ts';
import { judgeFile } from '../../jobs/backtest/judge-file.ts';
import type { FinalState } from '../../stages/report-run/final-state.ts';
import { LeaseLost, Stopped } from '../lease-keeper.ts';
import type { RunContext } from '../run-context.ts';
import { crossedLimit } from './crossed-limit.ts';

/** What a run means for the trial that it is part of. */
export interface TrialOutcome {
  readonly result: TrialResult;
  /** Why the trial has to stop. */
  readonly stop: string | null;
}

/**
 * Judges the file of a run that is part of a trial by both rule sets, against the ledger as it was without the run; null for other runs.
 * Nothing is written. The rows of the run are booked by now, so whatever goes wrong here leaves the file out and fails nobody; a canary
 * that cannot be compared stops, since not to know is not to have passed.
 */
export async function compareRun(
  context: RunContext,
  final: FinalState,
): Promise<TrialOutcome | null> {
  const { claimed, lease, ports } = context;
  const trial = claimed.kind === 'file' ? await ports.db.trials.ofRun(lease.runNo) : null;
  if (trial === null) return null;
  const why = whyNotCompared(context, final);
  if (why !== null) return leftOut(trial, lease.runId, why);
  try {
    return await compare(context, trial);
  } catch (error) {
    if (error instanceof LeaseLost || error instanceof Stopped) throw error;
    const details = { run: lease.runId, error: describeError(error) };
    ports.log.write({ level: 'error', message: 'comparison failed', ...details });
    const message = 'The comparison broke; the run did not.';
    return leftOut(trial, lease.runId, { message, isHarmless: false });
  }
}

interface Why {
  readonly message: string;
  /** Nothing was judged, and not for what the rules do. */
  readonly isHarmless: boolean;
}

function whyNotCompared({ progress }: RunContext, { state, problem }: FinalState): Why | null {
  const { read } = progress.counts;
  if (problem?.name === 'ATTEMPTS' || problem?.name === 'CONFIGURATION')
    return { message: problem.message, isHarmless: false };
  if (read === 0) return { message: 'No row of the file was judged.', isHarmless: true };
  if (state === 'cancelled')
    return { message: `It was cancelled after ${String(read)} rows.`, isHarmless: false };
  if (read <= backtestRowsMax) return null;
  const most = String(backtestRowsMax);
  return { message: `Files of more than ${most} rows are not compared.`, isHarmless: false };
}

async function compare(context: RunContext, trial: TrialOfRun): Promise<TrialOutcome> {
  const { ports, file, feed, keeper, lease } = context;
  const { ledger } = ports.db;
  const bench = new Bench(ports, feed, trial, {
    booked: (ids) => ledger.booked(feed.feedNo, ids, lease.runNo),
    accounts: async (memberNos) =>
      (await ledger.accounts(feed.partnerNo, memberNos, lease.runNo)).accounts,
  });
  const found = await judgeFile({ ports }, bench, {
    id: file.id,
    keptBefore: trial.changesBefore,
    inspectFirst: true,
    onRows: () => {
      keeper.assertGoingOn();
    },
  });
  if (found.kind === 'unreadable')
    return leftOut(trial, lease.runId, { message: found.problem.message, isHarmless: false });
  const { base, candidate } = found;
  const because = trial.limits && crossedLimit(trial.limits, base, candidate);
  const result = { state: 'compared', file: found.file, base, candidate, because } as const;
  return { result, stop: because && `${lease.runId}: ${because}` };
}

function leftOut({ how }: TrialOfRun, runId: string, { message, isHarmless }: Why): TrialOutcome {
  const stop = how === 'shadow' || isHarmless ? null : `${runId}: ${message}`;
  return { result: { state: 'left-out', because: message }, stop };
}

/** Of a run that could not even begin. */
export async function unusableRun(
  { ports, claimed: { lease } }: Pick<RunContext, 'ports' | 'claimed'>,
  message: string,
): Promise<TrialOutcome | null> {
  const trial = await ports.db.trials.ofRun(lease.runNo);
  return trial && leftOut(trial, lease.runId, { message, isHarmless: false });
}
