import type { BulkReplayRun, operations, Page } from '@waybill/contracts';
import { failure, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import type { BulkReplayStore } from '@waybill/store';

export interface ListBulkReplayRunsFailure {
  code: 'not-found';
  id: string;
}

export interface ListBulkReplayRunsPorts {
  bulkReplays: Pick<BulkReplayStore, 'findPlan' | 'runs'>;
  clock: Clock;
}

/** The runs of a bulk plan, the canary first, with what is planned for each and what became of it. */
export async function listBulkReplayRuns(
  { params, query }: Asked<typeof operations.listBulkReplayRuns>,
  { bulkReplays, clock }: ListBulkReplayRunsPorts,
): Promise<Result<Page<BulkReplayRun>, ListBulkReplayRunsFailure>> {
  const id = params.planId;
  if (!(await bulkReplays.findPlan(id, clock.now()))) return failure({ code: 'not-found', id });
  return success(await bulkReplays.runs(id, query));
}
