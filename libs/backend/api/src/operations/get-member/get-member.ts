import type { Member, operations } from '@waybill/contracts';
import { failure, memberFor, success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { MemberStore } from '@waybill/store';

export interface GetMemberFailure {
  code: 'not-found';
  id: string;
}

export interface GetMemberPorts {
  members: Pick<MemberStore, 'find'>;
}

/** One member; name and address are masked for those who may not read personal data. */
export async function getMember(
  { params, caller }: Asked<typeof operations.getMember>,
  { members }: GetMemberPorts,
): Promise<Result<Member, GetMemberFailure>> {
  const member = await members.find(params.memberId, caller.partner);
  return member
    ? success(memberFor(caller, member))
    : failure({ code: 'not-found', id: params.memberId });
}
