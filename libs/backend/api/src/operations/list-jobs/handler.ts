import { operations } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { listJobs } from './list-jobs.ts';

export const handler = defineOperation(operations.listJobs, {
  run: listJobs,
  ports: ({ database }: Hub) => ({ jobs: database.jobs }),
  failures: {},
});
