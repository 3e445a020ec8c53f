import { continueBulkReplay as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { continueBulkReplay } from './continue-bulk-replay.ts';

export const handler = defineOperation(row, {
  run: continueBulkReplay,
  ports: ({ database, clock, newId }: Hub) => ({ database, clock, newId }),
  failures: {
    'not-found': ({ id }) => `There is no bulk replay ${id}.`,
    'bulk-replay-not-waiting': ({ id, state }) => `Bulk replay ${id} is ${state}.`,
  },
});
