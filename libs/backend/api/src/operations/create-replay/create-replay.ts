import type { operations, Replay, ReplayPlan } from '@waybill/contracts';
import { actorOf, deed, failure, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import type { NewId } from '../../hub.ts';
import type { Transactor } from '../../transactor.ts';

type Operation = typeof operations.createReplay;

export type CreateReplayFailure =
  | { code: 'not-found' | 'plan-expired' | 'plan-used'; id: string }
  | { code: 'plan-not-ready'; id: string; state: ReplayPlan['state'] };

export interface CreateReplayPorts {
  database: Transactor<'replays' | 'runs' | 'audit'>;
  clock: Clock;
  newId: NewId;
}

/** Carries out a plan, once: of two people who press the button, one gets the replay and the other learns that it is under way. */
export async function createReplay(
  asked: Asked<Operation>,
  { clock, database, newId }: CreateReplayPorts,
): Promise<Result<Replay, CreateReplayFailure>> {
  const { body, caller } = asked;
  const at = clock.now();
  const id = newId('replay');
  const runId = newId('run');
  return database.transaction(async (tx) => {
    const plan = await tx.replays.findPlan(body.plan, caller.partner, at);
    if (!plan) return failure({ code: 'not-found', id: body.plan });
    const obstacle = obstacleTo(plan);
    if (obstacle) return failure(obstacle);
    const run = await tx.runs.find(plan.run, caller.partner);
    if (!run) throw new Error(`Run ${plan.run} of plan ${plan.id} cannot be read`);

    const { reason } = body;
    const requestedBy = actorOf(caller);
    const start = { planId: plan.id, replayId: id, runId, reason, requestedBy, at };
    // The feed may have other rules by now; what was planned with is what is carried out.
    const used = await tx.replays.start(start);
    if (!used) return failure({ code: 'plan-used', id: plan.id });
    await tx.runs.enqueue({
      id: runId,
      kind: 'replay',
      fileId: run.file.id,
      feedId: run.feed,
      bundleId: used.bundleId,
      rows: plan.rows,
      originalRunId: run.id,
      at,
    });
    const replay = await tx.replays.find(id, caller.partner);
    if (!replay) throw new Error(`Replay ${id} cannot be read back`);
    const detail = { plan: plan.id, run: runId, originalRun: run.id, reason };
    await tx.audit.append(deed(asked, at, 'replay.created', `replay:${id}`, detail));
    return success(replay);
  });
}

function obstacleTo({ id, state }: ReplayPlan): CreateReplayFailure | null {
  if (state === 'ready') return null;
  if (state === 'used') return { code: 'plan-used', id };
  if (state === 'expired') return { code: 'plan-expired', id };
  return { code: 'plan-not-ready', id, state };
}
