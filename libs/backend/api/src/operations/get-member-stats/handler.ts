import { getMemberStats as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { getMemberStats } from './get-member-stats.ts';

export const handler = defineOperation(row, {
  run: getMemberStats,
  ports: ({ database }: Hub) => ({ members: database.members }),
  failures: {},
});
