import { approveChangeRequest as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { whyClosed } from '../../promotion/closed-request.ts';
import { approveChangeRequest } from './approve-change-request.ts';

export const handler = defineOperation(row, {
  run: approveChangeRequest,
  ports: ({ database, clock }: Hub) => ({ database, clock }),
  failures: {
    'not-found': ({ id }) => `There is no change request ${id}.`,
    'four-eyes': ({ id }) => `You asked for change request ${id} yourself.`,
    'change-request-closed': whyClosed,
    'evidence-stale': ({ id }) =>
      `Since change request ${id} was made, the feed or its rules have changed.`,
  },
});
