import { listJobs as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { listJobs } from './list-jobs.ts';

export const handler = defineOperation(row, {
  run: listJobs,
  ports: ({ database }: Hub) => ({ jobs: database.jobs }),
  failures: {},
});
