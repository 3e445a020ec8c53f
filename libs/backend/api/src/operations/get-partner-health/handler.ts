import { getPartnerHealth as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { getPartnerHealth } from './get-partner-health.ts';

export const handler = defineOperation(row, {
  run: getPartnerHealth,
  ports: ({ database, clock }: Hub) => ({ database, clock }),
  failures: { 'not-found': ({ id }) => `There is no partner ${id}.` },
});
