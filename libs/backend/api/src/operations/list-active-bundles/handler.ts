import { listActiveBundles as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { listActiveBundles } from './list-active-bundles.ts';

export const handler = defineOperation(row, {
  run: listActiveBundles,
  ports: ({ database }: Hub) => ({ ruleSets: database.ruleSets }),
  failures: {},
});
