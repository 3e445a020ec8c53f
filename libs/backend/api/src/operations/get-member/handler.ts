import { getMember as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { getMember } from './get-member.ts';

export const handler = defineOperation(row, {
  run: getMember,
  ports: ({ database }: Hub) => ({ members: database.members }),
  failures: {
    'not-found': ({ id }) => `There is no member ${id}.`,
  },
});
