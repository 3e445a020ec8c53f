import { cancelJob as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { cancelJob } from './cancel-job.ts';

export const handler = defineOperation(row, {
  run: cancelJob,
  ports: ({ database, clock }: Hub) => ({ database, clock }),
  failures: {
    'not-found': ({ id }) => `There is no job ${id} of yours.`,
    'job-finished': ({ id, state }) => `Job ${id} is ${state} already.`,
  },
});
