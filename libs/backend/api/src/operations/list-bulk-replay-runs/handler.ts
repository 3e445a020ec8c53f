import { operations } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { listBulkReplayRuns } from './list-bulk-replay-runs.ts';

export const handler = defineOperation(operations.listBulkReplayRuns, {
  run: listBulkReplayRuns,
  ports: ({ database, clock }: Hub) => ({ bulkReplays: database.bulkReplays, clock }),
  failures: {
    'not-found': ({ id }) => `There is no bulk replay plan ${id}.`,
  },
});
