import { checkFeedFormat as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { checkFeedFormat } from './check-feed-format.ts';

export const handler = defineOperation(row, {
  run: checkFeedFormat,
  ports: ({ database, buckets, clock }: Hub) => ({ database, buckets, clock }),
  failures: {
    'not-found': ({ id }) => `There is no feed ${id}.`,
    'feed-invalid': ({ errors }) => ({ detail: 'No file could be read with this.', errors }),
    'rules-invalid': ({ errors }) => ({
      detail: 'The rules of the feed cannot be used with this.',
      errors,
    }),
    'file-gone': ({ id }) => `Feed ${id} has no file whose bytes were kept.`,
  },
});
