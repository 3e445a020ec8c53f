import { getMemberBalance as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { getMemberBalance } from './get-member-balance.ts';

export const handler = defineOperation(row, {
  run: getMemberBalance,
  ports: ({ database, clock }: Hub) => ({ members: database.members, clock }),
  failures: {
    'not-found': ({ id }) => `There is no member ${id}.`,
  },
});
