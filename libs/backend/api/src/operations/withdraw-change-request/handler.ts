import { withdrawChangeRequest as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { whyClosed } from '../../promotion/closed-request.ts';
import { withdrawChangeRequest } from './withdraw-change-request.ts';

export const handler = defineOperation(row, {
  run: withdrawChangeRequest,
  ports: ({ database, clock }: Hub) => ({ database, clock }),
  failures: {
    'not-found': ({ id }) => `There is no change request ${id}.`,
    'change-request-closed': whyClosed,
  },
});
