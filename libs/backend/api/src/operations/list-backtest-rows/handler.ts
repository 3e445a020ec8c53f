import { listBacktestRows as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { listBacktestRows } from './list-backtest-rows.ts';

export const handler = defineOperation(row, {
  run: listBacktestRows,
  ports: ({ database }: Hub) => ({ backtests: database.backtests }),
  failures: {
    'not-found': ({ id }) => `There is no backtest ${id}.`,
  },
});
