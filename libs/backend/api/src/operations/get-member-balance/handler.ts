import { operations } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { getMemberBalance } from './get-member-balance.ts';

export const handler = defineOperation(operations.getMemberBalance, {
  run: getMemberBalance,
  ports: ({ database, clock }: Hub) => ({ members: database.members, clock }),
  failures: {
    'not-found': ({ id }) => `There is no member ${id}.`,
  },
});
