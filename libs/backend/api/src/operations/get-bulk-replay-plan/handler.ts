import { getBulkReplayPlan as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { getBulkReplayPlan } from './get-bulk-replay-plan.ts';

export const handler = defineOperation(row, {
  run: getBulkReplayPlan,
  ports: ({ database, clock }: Hub) => ({ bulkReplays: database.bulkReplays, clock }),
  failures: {
    'not-found': ({ id }) => `There is no bulk replay plan ${id}.`,
  },
});
