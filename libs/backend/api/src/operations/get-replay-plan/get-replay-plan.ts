import type { operations, ReplayPlan } from '@waybill/contracts';
import { failure, planFor, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import type { ReplayStore } from '@waybill/store';

export interface GetReplayPlanFailure {
  code: 'not-found';
  id: string;
}

export interface GetReplayPlanPorts {
  replays: Pick<ReplayStore, 'findPlan'>;
  clock: Clock;
}

/** A replay plan: still computing, ready with its effects, or past its time. */
export async function getReplayPlan(
  { params, caller }: Asked<typeof operations.getReplayPlan>,
  { replays, clock }: GetReplayPlanPorts,
): Promise<Result<ReplayPlan, GetReplayPlanFailure>> {
  const plan = await replays.findPlan(params.planId, caller.partner, clock.now());
  return plan ? success(planFor(caller, plan)) : failure({ code: 'not-found', id: params.planId });
}
