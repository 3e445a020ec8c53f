import { listPartners as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { listPartners } from './list-partners.ts';

export const handler = defineOperation(row, {
  run: listPartners,
  ports: ({ database }: Hub) => ({ partners: database.partners }),
  failures: {},
});
