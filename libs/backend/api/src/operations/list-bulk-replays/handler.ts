import { listBulkReplays as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { listBulkReplays } from './list-bulk-replays.ts';

export const handler = defineOperation(row, {
  run: listBulkReplays,
  ports: ({ database }: Hub) => ({ bulkReplays: database.bulkReplays }),
  failures: {},
});
