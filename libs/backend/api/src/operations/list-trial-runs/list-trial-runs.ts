import type { operations, Page, TrialRun } from '@waybill/contracts';
import { failure, success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { ChangeRequestStore, TrialStore } from '@waybill/store';

export interface ListTrialRunsFailure {
  code: 'not-found';
  id: string;
}

export interface ListTrialRunsPorts {
  changeRequests: Pick<ChangeRequestStore, 'find'>;
  trials: Pick<TrialStore, 'runs'>;
}

/** The runs on which a request was tried, each with what both rule sets make of its file. */
export async function listTrialRuns(
  { params: { changeRequestId: id }, query }: Asked<typeof operations.listTrialRuns>,
  { changeRequests, trials }: ListTrialRunsPorts,
): Promise<Result<Page<TrialRun>, ListTrialRunsFailure>> {
  if (!(await changeRequests.find(id))) return failure({ code: 'not-found', id });
  return success(await trials.runs(id, query));
}
