import type { operations, Page, TrialRow } from '@waybill/contracts';
import { failure, success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { ChangeRequestStore, TrialStore } from '@waybill/store';

export interface ListTrialRowsFailure {
  code: 'not-found';
  id: string;
}

export interface ListTrialRowsPorts {
  changeRequests: Pick<ChangeRequestStore, 'find'>;
  trials: Pick<TrialStore, 'rows'>;
}

/** Rows of the tried runs that the two rule sets treat otherwise. */
export async function listTrialRows(
  { params: { changeRequestId: id }, query }: Asked<typeof operations.listTrialRows>,
  { changeRequests, trials }: ListTrialRowsPorts,
): Promise<Result<Page<TrialRow>, ListTrialRowsFailure>> {
  if (!(await changeRequests.find(id))) return failure({ code: 'not-found', id });
  return success(await trials.rows(id, query));
}
