import type { BacktestDetail, operations } from '@waybill/contracts';
import { failure, success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { BacktestStore } from '@waybill/store';

export interface GetBacktestFailure {
  code: 'not-found';
  id: string;
}

export interface GetBacktestPorts {
  backtests: Pick<BacktestStore, 'find'>;
}

/** How far a backtest has come, and what it says. */
export async function getBacktest(
  { params: { backtestId: id } }: Asked<typeof operations.getBacktest>,
  { backtests }: GetBacktestPorts,
): Promise<Result<BacktestDetail, GetBacktestFailure>> {
  const found = await backtests.find(id);
  return found ? success(found) : failure({ code: 'not-found', id });
}
