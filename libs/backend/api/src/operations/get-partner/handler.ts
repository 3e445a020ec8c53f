import { getPartner as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { getPartner } from './get-partner.ts';

export const handler = defineOperation(row, {
  run: getPartner,
  ports: ({ database }: Hub) => ({ partners: database.partners }),
  failures: {
    'not-found': ({ id }) => `There is no partner ${id}.`,
  },
});
