import type { BacktestMember, operations, Page } from '@waybill/contracts';
import { failure, success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { BacktestStore } from '@waybill/store';

export interface ListBacktestMembersFailure {
  code: 'not-found';
  id: string;
}

export interface ListBacktestMembersPorts {
  backtests: Pick<BacktestStore, 'find' | 'members'>;
}

/** Whom the candidate would give other points. */
export async function listBacktestMembers(
  { params: { backtestId: id }, query }: Asked<typeof operations.listBacktestMembers>,
  { backtests }: ListBacktestMembersPorts,
): Promise<Result<Page<BacktestMember>, ListBacktestMembersFailure>> {
  if (!(await backtests.find(id))) return failure({ code: 'not-found', id });
  return success(await backtests.members(id, query));
}
