import type { BacktestFile, operations, Page } from '@waybill/contracts';
import { failure, success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { BacktestStore } from '@waybill/store';

export interface ListBacktestFilesFailure {
  code: 'not-found';
  id: string;
}

export interface ListBacktestFilesPorts {
  backtests: Pick<BacktestStore, 'find' | 'files'>;
}

/** The files that a backtest goes over, and why some cannot be read. */
export async function listBacktestFiles(
  { params: { backtestId: id }, query }: Asked<typeof operations.listBacktestFiles>,
  { backtests }: ListBacktestFilesPorts,
): Promise<Result<Page<BacktestFile>, ListBacktestFilesFailure>> {
  if (!(await backtests.find(id))) return failure({ code: 'not-found', id });
  return success(await backtests.files(id, query));
}
