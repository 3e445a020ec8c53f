import type { operations, ReplayStats } from '@waybill/contracts';
import { success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { ReplayStore } from '@waybill/store';

export interface GetReplayStatsPorts {
  replays: Pick<ReplayStore, 'stats'>;
}

/** How many replays are in each state, under all filters but the state itself. */
export async function getReplayStats(
  { query, caller }: Asked<typeof operations.getReplayStats>,
  { replays }: GetReplayStatsPorts,
): Promise<Result<ReplayStats>> {
  return success(await replays.stats(query, caller.partner));
}
