import { putPartnerContacts as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { putPartnerContacts } from './put-partner-contacts.ts';

export const handler = defineOperation(row, {
  run: putPartnerContacts,
  ports: ({ database, clock }: Hub) => ({ database, clock }),
  failures: {
    'not-found': ({ id }) => `There is no partner ${id}.`,
    'precondition-failed': ({ id }) => `Partner ${id} is not what you read any more.`,
  },
});
