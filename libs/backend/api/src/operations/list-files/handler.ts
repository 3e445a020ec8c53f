import { listFiles as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { listFiles } from './list-files.ts';

export const handler = defineOperation(row, {
  run: listFiles,
  ports: ({ database }: Hub) => ({ files: database.files }),
  failures: {},
});
