import type { RowProblem, RunState } from '@waybill/contracts';
import { describeError } from '@waybill/kit';
import type { ClaimedRun } from '@waybill/store';
import type { PipelinePorts } from '../ports.ts';
import { fileProblem } from '../problems.ts';
import { UnusableRules } from '../stages/apply-rules/apply-rules.ts';
import { quarantineFile } from '../stages/archive-file/quarantine-file.ts';
import type { FinalState } from '../stages/report-run/final-state.ts';
import { reportRun } from '../stages/report-run/report-run.ts';
import { giveUp } from './give-up.ts';
import { LeaseKeeper, LeaseLost, Stopped } from './lease-keeper.ts';
import { openRun, UnusableRun } from './open-run.ts';
import { processFile } from './process-file.ts';
import { goesByParts } from './parts/goes-by-parts.ts';
import { handOver } from './parts/hand-over.ts';
import { processReplay } from './process-replay.ts';
import type { RunContext } from './run-context.ts';
import { interruptionNote, startNote } from './attempt-notes.ts';
import { compareRun, unusableRun } from './trial/compare-run.ts';
import { reportTrial } from './trial/report-trial.ts';

export interface ProcessedRun {
  readonly runId: string;
  /**
   * `interrupted`: the attempt failed or was stopped, another one will follow. `lost`: somebody else has the run. `handed-over`: it goes on by
   * parts.
   */
  readonly outcome: RunState | 'interrupted' | 'lost' | 'handed-over';
}

/** Attempts beyond the last, in which a run may still be brought to an orderly end before the store ends it itself. */
const spareAttempts = 3;

/** An attempt that came further than the one before earns another one, up to this many times the usual number in all. */
const patience = 4;

/**
 * Claims the next run, if there is one, and carries it out as far as it goes. Never throws for what happens to a run; only
 * claiming can fail. @param worker names this worker; two workers at a time must not share a name.
 */
export async function processNext(
  ports: PipelinePorts,
  worker: string,
  options: { only?: string; signal?: AbortSignal } = {},
): Promise<ProcessedRun | null> {
  const { leaseS, attemptsMax } = ports.settings;
  const claimed = await ports.db.runs.claim(worker, {
    leaseS,
    attemptsMax: attemptsMax * patience + spareAttempts,
    ...(options.only === undefined ? {} : { only: options.only }),
  });
  if (claimed === null) return null;
  await ports.crashPoints.reach('CP3');
  const { lease, cancelRequested } = claimed;
  ports.log.write({
    level: 'info',
    message: 'run claimed',
    run: lease.runId,
    kind: claimed.kind,
    attempt: lease.attempt,
    rowNo: claimed.progress.rowNo,
  });
  const keeper = new LeaseKeeper(ports.db.runs, lease, {
    leaseS,
    cancelRequested,
    signal: options.signal,
  });
  try {
    return { runId: lease.runId, outcome: await carryOut(ports, claimed, keeper, options.signal) };
  } catch (error) {
    return { runId: lease.runId, outcome: await interrupted(ports, claimed, error) };
  } finally {
    await keeper.release();
  }
}

async function carryOut(
  ports: PipelinePorts,
  claimed: ClaimedRun,
  keeper: LeaseKeeper,
  signal: AbortSignal | undefined,
): Promise<ProcessedRun['outcome']> {
  let context: RunContext;
  try {
    context = await openRun(ports, claimed, keeper);
  } catch (error) {
    if (!(error instanceof UnusableRun)) throw error;
    await endUnusable(ports, claimed, configurationProblem(error));
    return 'failed';
  }
  await noteStart(context);
  if (!isGivenUp(context) && (await goesByParts(context))) {
    // From here on each step keeps the lease itself, and longer.
    await keeper.release();
    return handOver(context, signal);
  }
  const final = await finalStateOf(context);
  await reportRun(context, final, await compareRun(context, final));
  return final.state;
}

async function endUnusable(
  ports: PipelinePorts,
  claimed: ClaimedRun,
  problem: RowProblem,
): Promise<void> {
  const { lease } = claimed;
  const at = ports.clock.now();
  const trial = await unusableRun({ ports, claimed }, problem.message);
  await ports.db.transaction(async (tx) => {
    const isHeld = await tx.runs.finish(lease, 'failed', problem, at);
    if (isHeld && trial) await reportTrial(tx, lease, trial, at);
  });
}

async function finalStateOf(context: RunContext): Promise<FinalState> {
  const { claimed } = context;
  if (isGivenUp(context)) return giveUp(context);
  try {
    return await (claimed.kind === 'file' ? processFile(context) : processReplay(context));
  } catch (error) {
    if (!(error instanceof UnusableRules)) throw error;
    const problem = configurationProblem(error);
    if (claimed.kind === 'file') await quarantineFile(context, problem, null);
    return { state: 'failed', problem };
  }
}

/** A long file survives many restarts; one that never gets anywhere is given up soon. */
function isGivenUp({ claimed, lease, ports }: RunContext): boolean {
  const { attemptsMax, batchRows } = ports.settings;
  const { rowNo, counts } = claimed.progress;
  const batches = Math.ceil(Math.max(rowNo, counts.read) / batchRows);
  return lease.attempt > Math.min(attemptsMax + batches, attemptsMax * patience);
}

/** The first attempt notes what happened before any worker had the run. */
async function noteStart(context: RunContext): Promise<void> {
  const { claimed, lease, ports, receivedAt } = context;
  const notes = [startNote(context)];
  if (lease.attempt > 1) return ports.db.runs.addEvents(lease.runNo, notes);
  const at = new Date(receivedAt);
  const state = claimed.kind === 'file' ? 'done' : 'skipped';
  const mark = { state, startedAt: at, finishedAt: at, busyMs: 0 } as const;
  await ports.db.transaction(async (tx) => {
    await tx.runs.addEvents(lease.runNo, notes);
    await tx.runs.markStages(lease, [
      { name: 'receive', ...mark },
      { name: 'recognise', ...mark },
    ]);
  });
}

/** The attempt is over, the run is not: it is let go so that it is taken up again after a pause that grows. */
async function interrupted(
  ports: PipelinePorts,
  { lease }: ClaimedRun,
  error: unknown,
): Promise<ProcessedRun['outcome']> {
  if (error instanceof LeaseLost) {
    ports.log.write({
      level: 'warning',
      message: 'lease lost',
      run: lease.runId,
      attempt: lease.attempt,
    });
    return 'lost';
  }
  if (error instanceof Stopped) {
    await ports.db.runs.release(lease);
    return 'interrupted';
  }
  ports.log.write({
    level: 'error',
    message: 'attempt failed',
    run: lease.runId,
    attempt: lease.attempt,
    error: describeError(error),
  });
  try {
    const seconds = Math.min(ports.settings.leaseS, 2 ** (lease.attempt - 1));
    await ports.db.transaction(async (tx) => {
      if (!(await tx.runs.pause(lease, seconds))) return;
      await tx.runs.addEvents(lease.runNo, [interruptionNote({ ports, lease }, error, seconds)]);
    });
  } catch {
    // The database is away too; the lease runs out by itself.
  }
  return 'interrupted';
}

function configurationProblem(error: Error) {
  return fileProblem('CONFIGURATION', {
    message: `${error.message}.`,
    expected: 'a feed that can be carried out',
  });
}
