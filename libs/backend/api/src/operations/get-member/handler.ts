import { operations } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { getMember } from './get-member.ts';

export const handler = defineOperation(operations.getMember, {
  run: getMember,
  ports: ({ database }: Hub) => ({ members: database.members }),
  failures: {
    'not-found': ({ id }) => `There is no member ${id}.`,
  },
});
