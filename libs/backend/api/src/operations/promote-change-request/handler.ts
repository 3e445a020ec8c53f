import { promoteChangeRequest as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { promoteChangeRequest } from './promote-change-request.ts';

export const handler = defineOperation(row, {
  run: promoteChangeRequest,
  ports: ({ database, clock }: Hub) => ({ database, clock }),
  failures: {
    'not-found': ({ id }) => `There is no change request ${id}.`,
    'change-request-not-approved': ({ id, state }) => `Change request ${id} is ${state}.`,
    'evidence-stale': ({ id }) =>
      `Since change request ${id} was made, the feed or its rules have changed.`,
    'trial-running': ({ id }) => `Change request ${id} is being tried; stop that trial first.`,
  },
});
