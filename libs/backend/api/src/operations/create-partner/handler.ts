import { createPartner as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { createPartner } from './create-partner.ts';

export const handler = defineOperation(row, {
  run: createPartner,
  ports: ({ database, clock }: Hub) => ({ database, clock }),
  failures: {
    'partner-exists': ({ id }) => `There is a partner ${id} already.`,
  },
});
