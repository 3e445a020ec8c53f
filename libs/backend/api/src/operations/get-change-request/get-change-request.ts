import type { ChangeRequest, operations } from '@waybill/contracts';
import { failure, success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { ChangeRequestStore } from '@waybill/store';

export interface GetChangeRequestFailure {
  code: 'not-found';
  id: string;
}

export interface GetChangeRequestPorts {
  changeRequests: Pick<ChangeRequestStore, 'find'>;
}

/** What is asked for, what it rests on, and what became of it. */
export async function getChangeRequest(
  { params: { changeRequestId: id } }: Asked<typeof operations.getChangeRequest>,
  { changeRequests }: GetChangeRequestPorts,
): Promise<Result<ChangeRequest, GetChangeRequestFailure>> {
  const request = await changeRequests.find(id);
  return request ? success(request) : failure({ code: 'not-found', id });
}
