import { getMemberHistory as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { getMemberHistory } from './get-member-history.ts';

export const handler = defineOperation(row, {
  run: getMemberHistory,
  ports: ({ database }: Hub) => ({ members: database.members }),
  failures: {
    'not-found': ({ id }) => `There is no member ${id}.`,
  },
});
