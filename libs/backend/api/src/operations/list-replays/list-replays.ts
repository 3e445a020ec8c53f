import type { operations, Page, Replay } from '@waybill/contracts';
import { success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { ReplayStore } from '@waybill/store';

export interface ListReplaysPorts {
  replays: Pick<ReplayStore, 'list'>;
}

/** A page of replays, newest first; a partner sees those of its own runs only, whatever it filters by. */
export async function listReplays(
  { query, caller }: Asked<typeof operations.listReplays>,
  { replays }: ListReplaysPorts,
): Promise<Result<Page<Replay>>> {
  return success(await replays.list(query, caller.partner));
}
