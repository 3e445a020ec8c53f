import type { Member, operations, Page } from '@waybill/contracts';
import { memberFor, success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { MemberStore } from '@waybill/store';

export interface ListMembersPorts {
  members: Pick<MemberStore, 'list'>;
}

/** A page of members; names and addresses are masked for those who may not read personal data. */
export async function listMembers(
  { query, caller }: Asked<typeof operations.listMembers>,
  { members }: ListMembersPorts,
): Promise<Result<Page<Member>>> {
  const { items, next } = await members.list(query, caller.partner);
  return success({ items: items.map((member) => memberFor(caller, member)), next });
}
