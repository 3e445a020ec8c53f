import type { MemberStats, operations } from '@waybill/contracts';
import { success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { MemberStore } from '@waybill/store';

export interface GetMemberStatsPorts {
  members: Pick<MemberStore, 'stats'>;
}

/** How many members are in each state, under the filters of their list but the state itself. */
export async function getMemberStats(
  { query, caller }: Asked<typeof operations.getMemberStats>,
  { members }: GetMemberStatsPorts,
): Promise<Result<MemberStats>> {
  return success(await members.stats(query, caller.partner));
}
