import type { operations, ReplayPlan, Run } from '@waybill/contracts';
import { deed, failure, planFor, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import type { BucketStore, FeedStore, FileStore, RunStore } from '@waybill/store';
import { bundleFor } from '../../bundle-for.ts';
import { findBytes } from '../../file-bytes.ts';
import type { ApiSettings, NewId } from '../../hub.ts';
import type { Transactor } from '../../transactor.ts';

type Operation = typeof operations.createReplayPlan;

export type CreateReplayPlanFailure =
  | { code: 'not-found' | 'nothing-to-replay' | 'file-gone'; id: string }
  | { code: 'run-not-finished'; id: string; state: Run['state'] };

export interface CreateReplayPlanPorts {
  database: Transactor<'replays' | 'runs' | 'audit'> & {
    runs: Pick<RunStore, 'find'>;
    files: Pick<FileStore, 'get'>;
    feeds: Pick<FeedStore, 'config' | 'bundleOfRun'>;
  };
  buckets: Pick<BucketStore, 'head'>;
  clock: Clock;
  newId: NewId;
  settings: Pick<ApiSettings, 'planTtlS'>;
}

/** Sets a run going that works out what a replay would do and books nothing; the plan is ready when that run has ended. */
export async function createReplayPlan(
  asked: Asked<Operation>,
  ports: CreateReplayPlanPorts,
): Promise<Result<ReplayPlan, CreateReplayPlanFailure>> {
  const { body, caller } = asked;
  const { buckets, database } = ports;
  const run = await database.runs.find(body.run, caller.partner);
  if (!run) return failure({ code: 'not-found', id: body.run });
  if (run.state === 'queued' || run.state === 'running') {
    return failure({ code: 'run-not-finished', id: run.id, state: run.state });
  }
  const failedRows = run.counts.rejected + run.counts.conflict;
  if (body.rows === 'failed' && failedRows === 0) {
    return failure({ code: 'nothing-to-replay', id: run.id });
  }
  const file = await database.files.get(run.file.id);
  if (!file || !(await findBytes(buckets, file))) {
    return failure({ code: 'file-gone', id: run.file.id });
  }
  return plan(asked, run, ports);
}

async function plan(
  asked: Asked<Operation>,
  run: Run,
  { clock, database, newId, settings }: CreateReplayPlanPorts,
): Promise<Result<ReplayPlan, CreateReplayPlanFailure>> {
  const { body, caller } = asked;
  const { id: bundleId } = await bundleFor(database.feeds, run, body.rules);
  const at = clock.now();
  const expiresAt = new Date(at.getTime() + settings.planTtlS * 1000);
  const id = newId('plan');
  const planRunId = newId('run');
  return database.transaction(async (tx) => {
    await tx.runs.enqueue({
      id: planRunId,
      kind: 'plan',
      fileId: run.file.id,
      feedId: run.feed,
      bundleId,
      rows: body.rows,
      originalRunId: run.id,
      at,
    });
    const { rows, rules } = body;
    const originalRunId = run.id;
    await tx.replays.insertPlan({
      id,
      originalRunId,
      planRunId,
      rows,
      rules,
      bundleId,
      at,
      expiresAt,
    });
    const created = await tx.replays.findPlan(id, caller.partner, at);
    if (!created) throw new Error(`Plan ${id} cannot be read back`);
    const detail = { plan: id, rows, rules };
    await tx.audit.append(deed(asked, at, 'replay-plan.created', `run:${run.id}`, detail));
    return success(planFor(caller, created));
  });
}
