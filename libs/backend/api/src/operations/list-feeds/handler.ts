import { operations } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { listFeeds } from './list-feeds.ts';

export const handler = defineOperation(operations.listFeeds, {
  run: listFeeds,
  ports: ({ database }: Hub) => ({ feeds: database.feeds }),
  failures: {},
});
