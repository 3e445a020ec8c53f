import { getRowErrorStats as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { getRowErrorStats } from './get-row-error-stats.ts';

export const handler = defineOperation(row, {
  run: getRowErrorStats,
  ports: ({ database }: Hub) => ({ rowErrors: database.rowErrors }),
  failures: {},
});
