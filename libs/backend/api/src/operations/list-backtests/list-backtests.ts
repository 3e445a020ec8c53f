import type { Backtest, operations, Page } from '@waybill/contracts';
import { success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { BacktestStore } from '@waybill/store';

export interface ListBacktestsPorts {
  backtests: Pick<BacktestStore, 'list'>;
}

/** Backtests of a rule set, or of all. */
export async function listBacktests(
  { query }: Asked<typeof operations.listBacktests>,
  { backtests }: ListBacktestsPorts,
): Promise<Result<Page<Backtest>, never>> {
  return success(await backtests.list(query));
}
