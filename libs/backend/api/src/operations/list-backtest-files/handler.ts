import { listBacktestFiles as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { listBacktestFiles } from './list-backtest-files.ts';

export const handler = defineOperation(row, {
  run: listBacktestFiles,
  ports: ({ database }: Hub) => ({ backtests: database.backtests }),
  failures: {
    'not-found': ({ id }) => `There is no backtest ${id}.`,
  },
});
