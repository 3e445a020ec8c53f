import type { BulkReplayProblem } from '@waybill/contracts';
import type { JobEnd, Nouns, RunToPlan } from '@waybill/store';
import type { JobWork } from '../job-kind.ts';
import { carryOutRun } from '../carry-out-run.ts';

interface Request {
  readonly plan: string;
  readonly rows: 'all' | 'failed';
  readonly rules: 'original' | 'current';
}

/** Works out a plan for each run of a bulk plan, one after the other. Which one is next is in the database, so any attempt goes on. */
export async function planRuns(work: JobWork): Promise<JobEnd> {
  const { db, clock, settings } = work.ports;
  const request = work.job.request as unknown as Request;
  let done = work.job.progress;
  for (;;) {
    const next = await db.bulkReplays.nextToPlan(request.plan);
    if (next === null) break;
    if (next.planRunId === null) {
      await begin(work, request, next, done);
    } else {
      const problem = await planned(work, next.planRunId);
      done += 1;
      await work.step({ progress: done, checkpoint: done }, (tx) =>
        tx.bulkReplays.planned(request.plan, next.position, problem),
      );
    }
  }
  const expiresAt = new Date(clock.now().getTime() + settings.planTtlS * 1000);
  await work.step({ progress: done, checkpoint: done }, (tx) =>
    tx.bulkReplays.ready(request.plan, expiresAt),
  );
  return { state: 'succeeded', result: { plan: request.plan } };
}

async function begin(
  work: JobWork,
  request: Request,
  next: RunToPlan,
  done: number,
): Promise<void> {
  const obstacle = await obstacleTo(work, request, next);
  if (obstacle !== null) {
    await work.step({ progress: done, checkpoint: next.position }, (tx) =>
      tx.bulkReplays.planned(request.plan, next.position, obstacle),
    );
    return;
  }
  const bundle = await bundleFor(work, request, next);
  await work.step({ progress: done, checkpoint: next.position }, (tx) =>
    enqueue(tx, work, request, next, bundle),
  );
}

async function enqueue(
  tx: Nouns,
  { ports }: JobWork,
  { plan, rows, rules }: Request,
  { runId: originalRunId, fileId, feedId, position }: RunToPlan,
  bundleId: number,
): Promise<void> {
  const at = ports.clock.now();
  const id = ports.newId('plan');
  const planRunId = ports.newId('run');
  const expiresAt = new Date(at.getTime() + ports.settings.planTtlS * 1000);
  const common = { rows, bundleId, originalRunId, at };
  await tx.runs.enqueue({ ...common, id: planRunId, kind: 'plan', fileId, feedId });
  await tx.replays.insertPlan({ ...common, id, planRunId, rules, expiresAt });
  await tx.bulkReplays.planning(plan, position, id);
}

async function obstacleTo(
  { ports }: JobWork,
  { rows }: Request,
  { runId, runState, failedRows, fileId }: RunToPlan,
): Promise<BulkReplayProblem | null> {
  if (runState === 'queued' || runState === 'running') {
    return { code: 'run-not-finished', message: `Run ${runId} is still ${runState}.` };
  }
  if (rows === 'failed' && failedRows === 0) {
    return { code: 'nothing-to-replay', message: 'No row of this run failed.' };
  }
  const file = await ports.db.files.get(fileId);
  if (file?.archiveBucket && file.archiveKey) {
    const kept = { bucket: file.archiveBucket, key: file.archiveKey };
    if ((await ports.buckets.head(kept)) !== null) return null;
  }
  return { code: 'file-gone', message: 'The kept bytes of this file are not there any more.' };
}

async function bundleFor(
  { ports: { db } }: JobWork,
  { rules }: Request,
  { runId, feedId }: RunToPlan,
): Promise<number> {
  const bundle =
    rules === 'original'
      ? await db.feeds.bundleOfRun(runId)
      : (await db.feeds.config(feedId))?.bundle;
  if (!bundle) throw new Error(`The ${rules} bundle for run ${runId} cannot be read`);
  return bundle.id;
}

/** Sees the run's plan to its end; what was wrong with it, when anything was. */
async function planned(work: JobWork, runId: string): Promise<BulkReplayProblem | null> {
  const { worker } = work.job.lease;
  const goOn = () => work.assertGoingOn();
  const { state, problem } = await carryOutRun(work.ports, { worker, runId }, goOn);
  if (state === 'succeeded' || state === 'partial') return null;
  return { code: 'plan-failed', message: problem?.message ?? `Its plan was ${state}.` };
}
