import { listReplays as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { listReplays } from './list-replays.ts';

export const handler = defineOperation(row, {
  run: listReplays,
  ports: ({ database }: Hub) => ({ replays: database.replays }),
  failures: {},
});
