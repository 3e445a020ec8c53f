import { operations } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { getFileStats } from './get-file-stats.ts';

export const handler = defineOperation(operations.getFileStats, {
  run: getFileStats,
  ports: ({ database }: Hub) => ({ files: database.files }),
  failures: {},
});
