import { listFeedBundles as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { listFeedBundles } from './list-feed-bundles.ts';

export const handler = defineOperation(row, {
  run: listFeedBundles,
  ports: ({ database }: Hub) => ({ feeds: database.feeds }),
  failures: { 'not-found': ({ id }) => `There is no feed ${id}.` },
});
