import { bulkReplayMax } from '@waybill/contracts';
import type { BulkReplayPlan, operations } from '@waybill/contracts';
import { actorOf, deed, failure, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import type { BulkReplayStore, Nouns } from '@waybill/store';
import type { NewId } from '../../hub.ts';
import type { Transactor } from '../../transactor.ts';

type Operation = typeof operations.createBulkReplayPlan;

export type CreateBulkReplayPlanFailure =
  | { code: 'not-found' | 'selection-too-large'; count: number }
  | { code: 'selection-changed'; expected: number; count: number }
  | { code: 'nothing-to-replay' };

export interface CreateBulkReplayPlanPorts {
  database: Transactor<'bulkReplays' | 'jobs' | 'audit'> & {
    bulkReplays: Pick<BulkReplayStore, 'count'>;
  };
  clock: Clock;
  newId: NewId;
}

/** Freezes the selection and sets a job going that plans each of its runs; nothing is booked. */
export async function createBulkReplayPlan(
  asked: Asked<Operation>,
  { clock, database, newId }: CreateBulkReplayPlanPorts,
): Promise<Result<BulkReplayPlan, CreateBulkReplayPlanFailure>> {
  const { body, caller } = asked;
  const count = await database.bulkReplays.count(body.runs, caller.partner);
  const obstacle = obstacleTo(body.runs, count);
  if (obstacle) return failure(obstacle);
  const [id, jobId, at] = [newId('bplan'), newId('job'), clock.now()];
  return database.transaction(async (tx) => {
    await enqueue(tx, asked, { id, jobId, count, at });
    const { rows, rules, canary, runs } = body;
    const requestedBy = actorOf(caller);
    const plan = { id, selection: runs, rows, rules, canary, jobId, requestedBy, at };
    await tx.bulkReplays.insertPlan(plan, caller.partner);
    const created = await tx.bulkReplays.findPlan(id, at);
    if (!created) throw new Error(`Plan ${id} cannot be read back`);
    const detail = { runs: created.total, rows, rules, selection: { ...runs } };
    const object = `bulk-replay-plan:${id}`;
    await tx.audit.append(deed(asked, at, 'bulk-replay-plan.created', object, detail));
    return success(created);
  });
}

async function enqueue(
  tx: Pick<Nouns, 'jobs'>,
  { body, caller }: Asked<Operation>,
  { id, jobId, count, at }: { id: string; jobId: string; count: number; at: Date },
): Promise<void> {
  await tx.jobs.enqueue({
    id: jobId,
    kind: 'bulk-replay-plan',
    owner: caller,
    label: `Plan to replay ${String(count)} ${count === 1 ? 'run' : 'runs'}`,
    request: { plan: id, rows: body.rows, rules: body.rules },
    total: count,
    link: `/replays/new?bulkPlan=${id}`,
    at,
  });
}

function obstacleTo(
  runs: Asked<Operation>['body']['runs'],
  count: number,
): CreateBulkReplayPlanFailure | null {
  if ('ids' in runs) {
    const missing = new Set(runs.ids).size - count;
    return missing === 0 ? null : { code: 'not-found', count: missing };
  }
  const { expected } = runs;
  if (expected !== undefined && expected !== count) {
    return { code: 'selection-changed', expected, count };
  }
  if (count === 0) return { code: 'nothing-to-replay' };
  return count > bulkReplayMax ? { code: 'selection-too-large', count } : null;
}
