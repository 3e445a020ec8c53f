import { getBulkReplayProof as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { getBulkReplayProof } from './get-bulk-replay-proof.ts';

export const handler = defineOperation(row, {
  run: getBulkReplayProof,
  ports: ({ database }: Hub) => ({ bulkReplays: database.bulkReplays }),
  failures: {
    'not-found': ({ id }) => `There is no bulk replay ${id}.`,
    'bulk-replay-not-finished': ({ id, state }) => `Bulk replay ${id} is ${state}.`,
  },
});
