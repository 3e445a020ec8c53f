import { listFeeds as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { listFeeds } from './list-feeds.ts';

export const handler = defineOperation(row, {
  run: listFeeds,
  ports: ({ database }: Hub) => ({ feeds: database.feeds }),
  failures: {},
});
