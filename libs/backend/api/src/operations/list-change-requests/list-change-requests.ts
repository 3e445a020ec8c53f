import type { ChangeRequest, operations, Page } from '@waybill/contracts';
import { success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { ChangeRequestStore } from '@waybill/store';

export interface ListChangeRequestsPorts {
  changeRequests: Pick<ChangeRequestStore, 'list'>;
}

/** What waits for a decision, and what was decided. */
export async function listChangeRequests(
  { query }: Asked<typeof operations.listChangeRequests>,
  { changeRequests }: ListChangeRequestsPorts,
): Promise<Result<Page<ChangeRequest>, never>> {
  return success(await changeRequests.list(query));
}
