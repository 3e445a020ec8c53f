import type { BacktestRow, operations, Page } from '@waybill/contracts';
import { failure, success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { BacktestStore } from '@waybill/store';

export interface ListBacktestRowsFailure {
  code: 'not-found';
  id: string;
}

export interface ListBacktestRowsPorts {
  backtests: Pick<BacktestStore, 'find' | 'rows'>;
}

/** Rows that the two rule sets treat differently, with what each makes of them. */
export async function listBacktestRows(
  { params: { backtestId: id }, query }: Asked<typeof operations.listBacktestRows>,
  { backtests }: ListBacktestRowsPorts,
): Promise<Result<Page<BacktestRow>, ListBacktestRowsFailure>> {
  if (!(await backtests.find(id))) return failure({ code: 'not-found', id });
  return success(await backtests.rows(id, query));
}
