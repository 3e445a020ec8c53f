import type { BulkReplay, operations } from '@waybill/contracts';
import { failure, success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { BulkReplayStore } from '@waybill/store';

export interface GetBulkReplayFailure {
  code: 'not-found';
  id: string;
}

export interface GetBulkReplayPorts {
  bulkReplays: Pick<BulkReplayStore, 'find'>;
}

/** A bulk replay with how far it has come. */
export async function getBulkReplay(
  { params }: Asked<typeof operations.getBulkReplay>,
  { bulkReplays }: GetBulkReplayPorts,
): Promise<Result<BulkReplay, GetBulkReplayFailure>> {
  const found = await bulkReplays.find(params.bulkReplayId);
  return found ? success(found) : failure({ code: 'not-found', id: params.bulkReplayId });
}
