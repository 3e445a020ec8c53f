import type { RunEvent } from '@waybill/contracts';
import type { Nouns } from '@waybill/store';
import { LeaseLost } from '../../run/lease-keeper.ts';
import type { RunContext } from '../../run/run-context.ts';
import { runEvent } from '../../run/run-events.ts';
import type { TrialOutcome } from '../../run/trial/compare-run.ts';
import { reportTrial, trialNote } from '../../run/trial/report-trial.ts';
import type { FinalState } from './final-state.ts';

/** Ends the run, with its event, audit record and what it means for its trial, in one transaction. @throws LeaseLost */
export async function reportRun(
  context: RunContext,
  { state, problem }: FinalState,
  trial: TrialOutcome | null,
): Promise<void> {
  const { ports, lease, claimed, stages, progress } = context;
  const { counts } = progress;
  stages.start('report');
  stages.end('done', 'report');
  const marks = stages.take();
  const at = ports.clock.now();
  await ports.db.transaction(async (tx) => {
    if (!(await tx.runs.markStages(lease, marks)))
      throw new LeaseLost(`Fenced off from ${lease.runId}`);
    const notes = trial ? [trialNote(context, trial)] : [];
    await tx.runs.addEvents(lease.runNo, [...notes, ending(context, { state, problem })]);
    await tx.runs.finish(lease, state, problem, at);
    if (trial) await reportTrial(tx, lease, trial, at);
    if (claimed.kind === 'replay') {
      for (const original of await tx.runs.originals(lease.runId))
        await reportRepair(context, tx, original);
    }
    for (const earlier of await tx.runs.repairEarlier(lease.runNo)) {
      const message = `Repaired: ${lease.runId} took the file in.`;
      await tx.runs.addEvents(earlier.no, [afterwards(at, 'REPAIRED', message)]);
    }
    await tx.audit.append({
      at,
      actor: 'system:pipeline',
      action: `run.${state}`,
      object: `run:${lease.runId}`,
      detail: { ...counts, ...(problem ? { code: problem.code } : {}) },
    });
  });
  await ports.crashPoints.reach('CP14');
  ports.log.write({
    level: 'info',
    message: 'run ended',
    run: lease.runId,
    attempt: lease.attempt,
    state,
    code: problem?.code ?? null,
    ...counts,
  });
}

function ending(context: RunContext, { state, problem }: FinalState): Omit<RunEvent, 'seq'> {
  if (problem) return runEvent(context, 'report', 'error', problem.code, problem.message);
  if (state !== 'cancelled')
    return runEvent(context, 'report', 'info', 'FINISHED', summary(context));
  const { rowNo } = context.progress;
  const settled = rowNo === 0 ? 'before its first row' : `after row ${String(rowNo)}`;
  const message = `Stopped ${settled}; what was booked stays booked. ${summary(context)}`;
  return runEvent(context, 'report', 'warning', 'CANCELLED', message);
}

/** The run that was replayed learns which replay repaired it, or how much of it is still open. */
async function reportRepair(
  { ports, lease }: RunContext,
  tx: Pick<Nouns, 'runs' | 'rowErrors'>,
  original: { id: string; no: number },
): Promise<void> {
  const isRepaired = await tx.runs.repair(original.id);
  const open = await tx.rowErrors.openCount(original.no);
  const rest =
    open === 0
      ? 'No row is open any more'
      : open === 1
        ? 'One row is still open'
        : `${String(open)} rows are still open`;
  const message = `${isRepaired ? 'Repaired' : 'Gone over again'} by ${lease.runId}. ${rest}.`;
  await tx.runs.addEvents(original.no, [
    afterwards(ports.clock.now(), isRepaired ? 'REPAIRED' : 'REPLAYED', message),
  ]);
}

/** What happens to a run after its end, outside of any attempt. */
function afterwards(at: Date, code: string, message: string): Omit<RunEvent, 'seq'> {
  return { at: at.toISOString(), attempt: 0, stage: null, level: 'info', code, message };
}

function summary({ progress }: RunContext): string {
  const { counts, pointsAccrued } = progress;
  const read = `${String(counts.read)} ${counts.read === 1 ? 'row' : 'rows'} read`;
  return `${read}, ${String(counts.posted)} posted, ${String(pointsAccrued)} points granted.`;
}
