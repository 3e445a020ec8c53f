import { getJobStats as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { getJobStats } from './get-job-stats.ts';

export const handler = defineOperation(row, {
  run: getJobStats,
  ports: ({ database }: Hub) => ({ jobs: database.jobs }),
  failures: {},
});
