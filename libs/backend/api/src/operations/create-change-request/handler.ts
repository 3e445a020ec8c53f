import { createChangeRequest as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { createChangeRequest } from './create-change-request.ts';

export const handler = defineOperation(row, {
  run: createChangeRequest,
  ports: ({ database, clock, newId }: Hub) => ({ database, clock, newId }),
  failures: {
    'not-found': ({ what }) => `There is no ${what}.`,
    'rule-version-active': ({ what }) => `${what} is active.`,
    'change-request-open': ({ what }) => `Change request ${what} is for this version.`,
    'evidence-missing': ({ what }) => what,
    'rules-invalid': ({ errors }) => ({
      detail: 'The rules do not fit the feed as it is now.',
      errors,
    }),
  },
});
