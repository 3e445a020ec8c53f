import { updatePartner as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { updatePartner } from './update-partner.ts';

export const handler = defineOperation(row, {
  run: updatePartner,
  ports: ({ database, clock }: Hub) => ({ database, clock }),
  failures: {
    'not-found': ({ id }) => `There is no partner ${id}.`,
    'precondition-failed': ({ id }) => `Partner ${id} is not what you read any more.`,
    'partner-offboarded': ({ id }) => `Partner ${id} is offboarded.`,
  },
});
