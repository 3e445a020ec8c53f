import { cancelBulkReplay as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { cancelBulkReplay } from './cancel-bulk-replay.ts';

export const handler = defineOperation(row, {
  run: cancelBulkReplay,
  ports: ({ database, clock }: Hub) => ({ database, clock }),
  failures: {
    'not-found': ({ id }) => `There is no bulk replay ${id}.`,
    'bulk-replay-finished': ({ id, state }) => `Bulk replay ${id} is ${state}.`,
  },
});
