import type { BulkReplay, BulkReplayProblem } from '@waybill/contracts';
import type { JobEnd, Nouns, RunToReplay } from '@waybill/store';
import { JobCancelled } from '../attempt.ts';
import { carryOutRun } from '../carry-out-run.ts';
import type { JobWork } from '../job-kind.ts';
import { judgeReplay } from './judge-replay.ts';

/**
 * Carries out a bulk plan, one run after the other: the canary first, the rest when that did what was planned. Every step commits with
 * what it says about itself, so that an attempt after a crash goes on exactly where the one before had come to.
 */
export async function replayRuns(work: JobWork): Promise<JobEnd> {
  const { bulkReplay: id } = work.job.request as { bulkReplay: string };
  try {
    return await goOn(work, id);
  } catch (error) {
    if (!(error instanceof JobCancelled)) throw error;
    return endCancelled(work, id);
  }
}

async function goOn(work: JobWork, id: string): Promise<JobEnd> {
  const { db } = work.ports;
  for (;;) {
    const bulk = await known(work, id);
    // An attempt that crashed may have ended it, or left it to people who have told another job to go on.
    const isOver = bulk.finishedAt !== null || bulk.state === 'waiting';
    if (isOver || bulk.job !== work.job.lease.jobId) return endOf(bulk);
    const next = await db.bulkReplays.nextToReplay(id);
    if (next === null) return finish(work, bulk);
    if (next.replay === null && !next.isCanary && bulk.state === 'canary') {
      if (bulk.afterCanary === 'wait') return waitForPeople(work, bulk);
      await step(work, bulk, async (tx) => {
        await tx.bulkReplays.move(id, ['canary'], 'running');
      });
    }
    const problem =
      next.replay === null ? await begin(work, bulk, next) : await settle(work, bulk, next);
    if (problem !== null) return stop(work, bulk, problem);
  }
}

/** Uses the run's plan up and queues its replay, in one transaction: it is never started twice. */
async function begin(
  work: JobWork,
  bulk: BulkReplay,
  next: RunToReplay,
): Promise<BulkReplayProblem | null> {
  const isStarted = await step(work, bulk, (tx) => startReplay(tx, work, bulk, next));
  if (isStarted) return null;
  const problem: BulkReplayProblem = {
    code: 'plan-expired',
    message: `The plan for run ${next.runId} is too old or was carried out by somebody else.`,
  };
  await step(work, bulk, (tx) =>
    tx.bulkReplays.replayed(bulk.id, next.position, 'refused', problem),
  );
  return problem;
}

async function startReplay(
  tx: Nouns,
  { ports }: JobWork,
  { id, reason, requestedBy }: BulkReplay,
  { runId: originalRunId, planId, fileId, feedId, position }: RunToReplay,
): Promise<boolean> {
  const at = ports.clock.now();
  const replayId = ports.newId('replay');
  const runId = ports.newId('run');
  const used = await tx.replays.start({ planId, replayId, runId, reason, requestedBy, at });
  if (!used) return false;
  const { bundleId, rows } = used;
  const run = { id: runId, kind: 'replay', fileId, feedId, bundleId, rows } as const;
  await tx.runs.enqueue({ ...run, originalRunId, at });
  await tx.bulkReplays.replaying(id, position, replayId);
  const detail = { plan: planId, run: runId, originalRun: originalRunId, bulkReplay: id, reason };
  const object = `replay:${replayId}`;
  await tx.audit.append({ at, actor: requestedBy, action: 'replay.created', object, detail });
  return true;
}

/** Sees the run's replay to its end, and judges it. */
async function settle(
  work: JobWork,
  bulk: BulkReplay,
  { position, planId, replay: started }: RunToReplay,
): Promise<BulkReplayProblem | null> {
  const { db, clock } = work.ports;
  if (started === null) return null;
  const run = { worker: work.job.lease.worker, runId: started.runId };
  await carryOutRun(work.ports, run, () => work.assertGoingOn());
  const replay = await db.replays.find(started.id, null);
  const plan = await db.replays.findPlan(planId, null, clock.now());
  if (!replay || !plan) throw new Error(`Replay ${started.id} cannot be read`);
  const problem = judgeReplay(replay, plan.effects, bulk.limits);
  const unexpected = replay.state === 'cancelled' ? 'cancelled' : 'unexpected';
  await step(work, bulk, (tx) =>
    tx.bulkReplays.replayed(bulk.id, position, problem ? unexpected : 'done', problem),
  );
  return problem;
}

async function waitForPeople(work: JobWork, bulk: BulkReplay): Promise<JobEnd> {
  await step(work, bulk, async (tx) => {
    await tx.bulkReplays.move(bulk.id, ['canary'], 'waiting');
  });
  return endOf({ ...bulk, state: 'waiting' });
}

async function finish(work: JobWork, bulk: BulkReplay): Promise<JobEnd> {
  await step(work, bulk, (tx) => end(tx, work, bulk, 'succeeded', null));
  return endOf({ ...bulk, state: 'succeeded' });
}

async function stop(work: JobWork, bulk: BulkReplay, problem: BulkReplayProblem): Promise<JobEnd> {
  await step(work, bulk, (tx) => end(tx, work, bulk, 'stopped', problem));
  return endOf({ ...bulk, state: 'stopped', problem });
}

/** The replay under way was told to stop too; what it had booked stays, and is listed. */
async function endCancelled(work: JobWork, id: string): Promise<JobEnd> {
  const { ports } = work;
  const before = await known(work, id);
  if (before.finishedAt !== null) return endOf(before);
  const next = await ports.db.bulkReplays.nextToReplay(id);
  const underWay = next?.replay ?? null;
  if (underWay !== null) {
    const reason = 'The bulk replay that it is part of was cancelled.';
    const wish = { by: 'system:pipeline', reason, at: ports.clock.now() };
    await ports.db.runs.requestCancel(underWay.runId, wish);
    const run = { worker: work.job.lease.worker, runId: underWay.runId };
    await carryOutRun(ports, run, () => undefined);
  }
  await work.confirm();
  await ports.db.transaction(async (tx) => {
    if (next !== null && underWay !== null) {
      const replay = await tx.replays.find(underWay.id, null);
      const isDone = replay?.asPlanned === true && replay.state !== 'cancelled';
      await tx.bulkReplays.replayed(id, next.position, isDone ? 'done' : 'cancelled', null);
    }
    await end(tx, work, before, 'cancelled', null);
  });
  return { state: 'cancelled' };
}

async function end(
  tx: Nouns,
  { ports }: JobWork,
  { id }: BulkReplay,
  state: 'succeeded' | 'stopped' | 'cancelled',
  problem: BulkReplayProblem | null,
): Promise<void> {
  const at = ports.clock.now();
  if (!(await tx.bulkReplays.end(id, state, problem, at))) return;
  const object = `bulk-replay:${id}`;
  const detail = problem === null ? {} : { code: problem.code };
  const action = `bulk-replay.${state}`;
  await tx.audit.append({ at, actor: 'system:pipeline', action, object, detail });
}

/** Commits what `write` does, and how far the bulk replay has come. */
async function step<T>(
  work: JobWork,
  { runs }: BulkReplay,
  write: (tx: Nouns) => Promise<T>,
): Promise<T | undefined> {
  let result: T | undefined;
  const progress = runs.done + runs.unexpected + runs.cancelled;
  await work.step({ progress, checkpoint: progress }, async (tx) => {
    result = await write(tx);
  });
  return result;
}

async function known({ ports }: JobWork, id: string): Promise<BulkReplay> {
  const bulk = await ports.db.bulkReplays.find(id);
  if (!bulk) throw new Error(`Bulk replay ${id} cannot be read`);
  return bulk;
}

/** How its job ends when the bulk replay stands so. */
function endOf({ id, state, problem }: BulkReplay): JobEnd {
  if (state === 'cancelled') return { state };
  if (state === 'stopped' && problem !== null) return { state: 'failed', problem };
  return { state: 'succeeded', result: { bulkReplay: id, state } };
}
