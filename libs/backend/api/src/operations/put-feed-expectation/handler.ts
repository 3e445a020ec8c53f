import { putFeedExpectation as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { putFeedExpectation } from './put-feed-expectation.ts';

export const handler = defineOperation(row, {
  run: putFeedExpectation,
  ports: ({ database, clock }: Hub) => ({ database, clock }),
  failures: {
    'not-found': ({ id }) => `There is no feed ${id}.`,
    'precondition-failed': ({ id }) => `Feed ${id} is not what you read any more.`,
  },
});
