import { rejectChangeRequest as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { whyClosed } from '../../promotion/closed-request.ts';
import { rejectChangeRequest } from './reject-change-request.ts';

export const handler = defineOperation(row, {
  run: rejectChangeRequest,
  ports: ({ database, clock }: Hub) => ({ database, clock }),
  failures: {
    'not-found': ({ id }) => `There is no change request ${id}.`,
    'four-eyes': ({ id }) => `You asked for change request ${id} yourself.`,
    'change-request-closed': whyClosed,
  },
});
