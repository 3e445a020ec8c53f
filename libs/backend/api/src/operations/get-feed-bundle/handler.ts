import { getFeedBundle as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { getFeedBundle } from './get-feed-bundle.ts';

export const handler = defineOperation(row, {
  run: getFeedBundle,
  ports: ({ database }: Hub) => ({ feeds: database.feeds }),
  failures: { 'not-found': ({ id, version }) => `There is no version ${version} of feed ${id}.` },
});
