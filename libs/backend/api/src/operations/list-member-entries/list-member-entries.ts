import type { LedgerEntry, operations, Page } from '@waybill/contracts';
import { failure, success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { MemberStore } from '@waybill/store';

export interface ListMemberEntriesFailure {
  code: 'not-found';
  id: string;
}

export interface ListMemberEntriesPorts {
  members: Pick<MemberStore, 'find' | 'entries'>;
}

/** A page of a member's ledger entries, newest first. */
export async function listMemberEntries(
  { params, query, caller }: Asked<typeof operations.listMemberEntries>,
  { members }: ListMemberEntriesPorts,
): Promise<Result<Page<LedgerEntry>, ListMemberEntriesFailure>> {
  const { memberId } = params;
  const member = await members.find(memberId, caller.partner);
  if (!member) return failure({ code: 'not-found', id: memberId });
  return success(await members.entries(memberId, query));
}
