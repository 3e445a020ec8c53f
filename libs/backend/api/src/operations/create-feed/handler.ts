import { createFeed as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { createFeed } from './create-feed.ts';

export const handler = defineOperation(row, {
  run: createFeed,
  ports: ({ database, clock }: Hub) => ({ database, clock }),
  failures: {
    'not-found': ({ id }) => `There is no partner ${id}.`,
    'feed-exists': ({ id }) => `There is a feed ${id} already.`,
    'feed-invalid': ({ errors }) => ({ detail: 'No file could be read with this.', errors }),
    'rules-invalid': ({ errors }) => ({
      detail: 'The rules cannot be used for this feed.',
      errors,
    }),
  },
});
