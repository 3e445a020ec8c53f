import { listBacktests as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { listBacktests } from './list-backtests.ts';

export const handler = defineOperation(row, {
  run: listBacktests,
  ports: ({ database }: Hub) => ({ backtests: database.backtests }),
  failures: {},
});
