import { getBulkReplay as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { getBulkReplay } from './get-bulk-replay.ts';

export const handler = defineOperation(row, {
  run: getBulkReplay,
  ports: ({ database }: Hub) => ({ bulkReplays: database.bulkReplays }),
  failures: {
    'not-found': ({ id }) => `There is no bulk replay ${id}.`,
  },
});
