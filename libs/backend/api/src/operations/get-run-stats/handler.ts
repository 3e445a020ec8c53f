import { getRunStats as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { getRunStats } from './get-run-stats.ts';

export const handler = defineOperation(row, {
  run: getRunStats,
  ports: ({ database }: Hub) => ({ runs: database.runs }),
  failures: {},
});
