import { listMembers as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { listMembers } from './list-members.ts';

export const handler = defineOperation(row, {
  run: listMembers,
  ports: ({ database }: Hub) => ({ members: database.members }),
  failures: {},
});
