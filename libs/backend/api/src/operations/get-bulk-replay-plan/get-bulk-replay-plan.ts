import type { BulkReplayPlan, operations } from '@waybill/contracts';
import { failure, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import type { BulkReplayStore } from '@waybill/store';

export interface GetBulkReplayPlanFailure {
  code: 'not-found';
  id: string;
}

export interface GetBulkReplayPlanPorts {
  bulkReplays: Pick<BulkReplayStore, 'findPlan'>;
  clock: Clock;
}

/** A bulk plan as far as it is worked out. */
export async function getBulkReplayPlan(
  { params }: Asked<typeof operations.getBulkReplayPlan>,
  { bulkReplays, clock }: GetBulkReplayPlanPorts,
): Promise<Result<BulkReplayPlan, GetBulkReplayPlanFailure>> {
  const found = await bulkReplays.findPlan(params.planId, clock.now());
  return found ? success(found) : failure({ code: 'not-found', id: params.planId });
}
