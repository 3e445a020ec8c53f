import type { operations, Page, RunRow } from '@waybill/contracts';
import { failure, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import type { ReplayStore } from '@waybill/store';

export interface ListReplayPlanRowsFailure {
  code: 'not-found';
  id: string;
}

export interface ListReplayPlanRowsPorts {
  replays: Pick<ReplayStore, 'findPlan' | 'planRows'>;
  clock: Clock;
}

/** What a plan would make of each row. A plan books nothing, so its rows have neither entries nor work items to open. */
export async function listReplayPlanRows(
  { params, query, caller }: Asked<typeof operations.listReplayPlanRows>,
  { replays, clock }: ListReplayPlanRowsPorts,
): Promise<Result<Page<RunRow>, ListReplayPlanRowsFailure>> {
  const id = params.planId;
  const plan = await replays.findPlan(id, caller.partner, clock.now());
  if (!plan) return failure({ code: 'not-found', id });
  const { items, next } = await replays.planRows(id, query);
  return success({ items: items.map((row) => ({ ...row, rowErrorId: null })), next });
}
