import { operations } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { listFeedDays } from './list-feed-days.ts';

export const handler = defineOperation(operations.listFeedDays, {
  run: listFeedDays,
  ports: ({ database, clock }: Hub) => ({ database, clock }),
  failures: {},
});
