import type { BulkReplay, operations, Page } from '@waybill/contracts';
import { success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { BulkReplayStore } from '@waybill/store';

export interface ListBulkReplaysPorts {
  bulkReplays: Pick<BulkReplayStore, 'list'>;
}

/** A page of bulk replays, newest first. */
export async function listBulkReplays(
  { query }: Asked<typeof operations.listBulkReplays>,
  { bulkReplays }: ListBulkReplaysPorts,
): Promise<Result<Page<BulkReplay>>> {
  return success(await bulkReplays.list(query));
}
