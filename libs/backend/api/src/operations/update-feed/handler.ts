import { updateFeed as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { updateFeed } from './update-feed.ts';

export const handler = defineOperation(row, {
  run: updateFeed,
  ports: ({ database, clock }: Hub) => ({ database, clock }),
  failures: {
    'not-found': ({ id }) => `There is no feed ${id}.`,
    'precondition-failed': ({ id }) => `Feed ${id} is not what you read any more.`,
  },
});
