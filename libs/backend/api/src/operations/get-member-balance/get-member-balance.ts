import type { Balance, operations } from '@waybill/contracts';
import { failure, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import type { MemberStore } from '@waybill/store';

export interface GetMemberBalanceFailure {
  code: 'not-found';
  id: string;
}

export interface GetMemberBalancePorts {
  members: Pick<MemberStore, 'find' | 'balance'>;
  clock: Clock;
}

/** A member's points by bucket, as they are or as they were at an earlier time. */
export async function getMemberBalance(
  { params, query, caller }: Asked<typeof operations.getMemberBalance>,
  { members, clock }: GetMemberBalancePorts,
): Promise<Result<Balance, GetMemberBalanceFailure>> {
  const { memberId } = params;
  const member = await members.find(memberId, caller.partner);
  if (!member) return failure({ code: 'not-found', id: memberId });
  const asOf = query.asOf === undefined ? null : new Date(query.asOf);
  return success(await members.balance(memberId, asOf, clock.now()));
}
