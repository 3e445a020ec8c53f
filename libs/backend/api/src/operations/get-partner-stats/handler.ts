import { getPartnerStats as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { getPartnerStats } from './get-partner-stats.ts';

export const handler = defineOperation(row, {
  run: getPartnerStats,
  ports: ({ database }: Hub) => ({ partners: database.partners }),
  failures: {},
});
