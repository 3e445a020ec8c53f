import type { BulkReplay, BulkReplayPlan, operations } from '@waybill/contracts';
import { actorOf, deed, failure, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import type { NewId } from '../../hub.ts';
import type { Transactor } from '../../transactor.ts';
import { enqueueBulkReplay } from '../../bulk-replay-job.ts';

type Operation = typeof operations.createBulkReplay;

export type CreateBulkReplayFailure =
  | { code: 'not-found' | 'plan-expired' | 'plan-used' | 'nothing-to-replay'; id: string }
  | { code: 'plan-not-ready'; id: string; state: BulkReplayPlan['state'] };

export interface CreateBulkReplayPorts {
  database: Transactor<'bulkReplays' | 'jobs' | 'audit'>;
  clock: Clock;
  newId: NewId;
}

/** Carries out a bulk plan, once: the canary first, and the rest when that did what was planned. */
export async function createBulkReplay(
  asked: Asked<Operation>,
  { clock, database, newId }: CreateBulkReplayPorts,
): Promise<Result<BulkReplay, CreateBulkReplayFailure>> {
  const { body, caller } = asked;
  const { afterCanary, limits, reason } = body;
  const [id, jobId, at] = [newId('bulk'), newId('job'), clock.now()];
  return database.transaction(async (tx) => {
    const plan = await tx.bulkReplays.findPlan(body.plan, at);
    if (!plan) return failure({ code: 'not-found', id: body.plan });
    const obstacle = obstacleTo(plan);
    if (obstacle) return failure(obstacle);
    const requestedBy = actorOf(caller);
    const start = { id, planId: plan.id, reason, afterCanary, limits, jobId, requestedBy, at };
    if (!(await tx.bulkReplays.start(start))) return failure({ code: 'plan-used', id: plan.id });
    const runs = plan.runs.planned;
    await enqueueBulkReplay(tx, caller, { id, jobId, runs, at });
    const bulk = await tx.bulkReplays.find(id);
    if (!bulk) throw new Error(`Bulk replay ${id} cannot be read back`);
    const detail = { plan: plan.id, runs, reason, afterCanary, limits };
    await tx.audit.append(deed(asked, at, 'bulk-replay.created', `bulk-replay:${id}`, detail));
    return success(bulk);
  });
}

function obstacleTo({ id, state, runs }: BulkReplayPlan): CreateBulkReplayFailure | null {
  if (state === 'used') return { code: 'plan-used', id };
  if (state === 'expired') return { code: 'plan-expired', id };
  if (state !== 'ready') return { code: 'plan-not-ready', id, state };
  return runs.planned === 0 ? { code: 'nothing-to-replay', id } : null;
}
