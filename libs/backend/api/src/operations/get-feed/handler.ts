import { getFeed as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { getFeed } from './get-feed.ts';

export const handler = defineOperation(row, {
  run: getFeed,
  ports: ({ database }: Hub) => ({ feeds: database.feeds }),
  failures: {
    'not-found': ({ id }) => `There is no feed ${id}.`,
  },
});
