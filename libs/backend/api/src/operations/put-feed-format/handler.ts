import { putFeedFormat as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { putFeedFormat } from './put-feed-format.ts';

export const handler = defineOperation(row, {
  run: putFeedFormat,
  ports: ({ database, clock }: Hub) => ({ database, clock }),
  failures: {
    'not-found': ({ id }) => `There is no feed ${id}.`,
    'precondition-failed': ({ id }) => `Feed ${id} is not what you read any more.`,
    'feed-invalid': ({ errors }) => ({ detail: 'No file could be read with this.', errors }),
    'rules-invalid': ({ errors }) => ({
      detail: 'The rules of the feed cannot be used with this.',
      errors,
    }),
  },
});
