import { listBulkReplayRuns as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { listBulkReplayRuns } from './list-bulk-replay-runs.ts';

export const handler = defineOperation(row, {
  run: listBulkReplayRuns,
  ports: ({ database, clock }: Hub) => ({ bulkReplays: database.bulkReplays, clock }),
  failures: {
    'not-found': ({ id }) => `There is no bulk replay plan ${id}.`,
  },
});
