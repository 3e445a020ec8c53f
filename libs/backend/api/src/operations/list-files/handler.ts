import { operations } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { listFiles } from './list-files.ts';

export const handler = defineOperation(operations.listFiles, {
  run: listFiles,
  ports: ({ database }: Hub) => ({ files: database.files }),
  failures: {},
});
