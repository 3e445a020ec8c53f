import { LeaseLost } from '../../run/lease-keeper.ts';
import type { RunContext } from '../../run/run-context.ts';
import { runEvent } from '../../run/run-events.ts';
import type { FinalState } from './final-state.ts';

/** Ends the run, with its event and audit record, in one transaction. @throws LeaseLost */
export async function reportRun(
  context: RunContext,
  { state, problem }: FinalState,
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
    await tx.runs.addEvents(lease.runNo, [
      runEvent(
        context,
        'report',
        problem ? 'error' : 'info',
        problem?.code ?? 'FINISHED',
        problem?.message ?? summary(context),
      ),
    ]);
    await tx.runs.finish(lease, state, problem, at);
    if (claimed.kind === 'replay' && claimed.originalRunId !== null)
      await tx.runs.repair(claimed.originalRunId);
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

function summary({ progress }: RunContext): string {
  const { counts, pointsAccrued } = progress;
  return `${String(counts.read)} rows read, ${String(counts.posted)} posted, ${String(pointsAccrued)} points granted.`;
}
