import { getJob as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { getJob } from './get-job.ts';

export const handler = defineOperation(row, {
  run: getJob,
  ports: ({ database }: Hub) => ({ jobs: database.jobs }),
  failures: { 'not-found': ({ id }) => `There is no job ${id} of yours.` },
});
