import { getBacktest as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { getBacktest } from './get-backtest.ts';

export const handler = defineOperation(row, {
  run: getBacktest,
  ports: ({ database }: Hub) => ({ backtests: database.backtests }),
  failures: {
    'not-found': ({ id }) => `There is no backtest ${id}.`,
  },
});
