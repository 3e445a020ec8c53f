import { markJobsSeen as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { markJobsSeen } from './mark-jobs-seen.ts';

export const handler = defineOperation(row, {
  run: markJobsSeen,
  ports: ({ database, clock }: Hub) => ({ jobs: database.jobs, clock }),
  failures: {},
});
