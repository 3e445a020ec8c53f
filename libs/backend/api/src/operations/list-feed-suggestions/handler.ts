import { listFeedSuggestions as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { listFeedSuggestions } from './list-feed-suggestions.ts';

export const handler = defineOperation(row, {
  run: listFeedSuggestions,
  ports: ({ database, buckets, clock }: Hub) => ({ database, buckets, clock }),
  failures: {
    'not-found': ({ id }) => `There is no file ${id}.`,
    'file-gone': ({ id }) =>
      `The bytes of file ${id} are not where they were, or not the same any more.`,
  },
});
