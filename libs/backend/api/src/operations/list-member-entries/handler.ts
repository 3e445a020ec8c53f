import { listMemberEntries as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { listMemberEntries } from './list-member-entries.ts';

export const handler = defineOperation(row, {
  run: listMemberEntries,
  ports: ({ database }: Hub) => ({ members: database.members }),
  failures: {
    'not-found': ({ id }) => `There is no member ${id}.`,
  },
});
