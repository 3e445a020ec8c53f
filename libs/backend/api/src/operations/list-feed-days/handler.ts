import { listFeedDays as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { listFeedDays } from './list-feed-days.ts';

export const handler = defineOperation(row, {
  run: listFeedDays,
  ports: ({ database, clock }: Hub) => ({ database, clock }),
  failures: {},
});
