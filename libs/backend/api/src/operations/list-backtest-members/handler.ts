import { listBacktestMembers as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { listBacktestMembers } from './list-backtest-members.ts';

export const handler = defineOperation(row, {
  run: listBacktestMembers,
  ports: ({ database }: Hub) => ({ backtests: database.backtests }),
  failures: {
    'not-found': ({ id }) => `There is no backtest ${id}.`,
  },
});
