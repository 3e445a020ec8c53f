import type { MemberHistory, operations } from '@waybill/contracts';
import { failure, success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { MemberStore } from '@waybill/store';

export interface GetMemberHistoryFailure {
  code: 'not-found';
  id: string;
}

export interface GetMemberHistoryPorts {
  members: Pick<MemberStore, 'find' | 'history'>;
}

/** What was booked for a member day by day, and the balance that came of it. */
export async function getMemberHistory(
  { params, caller }: Asked<typeof operations.getMemberHistory>,
  { members }: GetMemberHistoryPorts,
): Promise<Result<MemberHistory, GetMemberHistoryFailure>> {
  const { memberId } = params;
  const member = await members.find(memberId, caller.partner);
  if (!member) return failure({ code: 'not-found', id: memberId });
  return success({ member: memberId, days: await members.history(memberId) });
}
