import { getFileStats as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { getFileStats } from './get-file-stats.ts';

export const handler = defineOperation(row, {
  run: getFileStats,
  ports: ({ database }: Hub) => ({ files: database.files }),
  failures: {},
});
