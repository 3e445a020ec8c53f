import { operations } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { listActiveBundles } from './list-active-bundles.ts';

export const handler = defineOperation(operations.listActiveBundles, {
  run: listActiveBundles,
  ports: ({ database }: Hub) => ({ ruleSets: database.ruleSets }),
  failures: {},
});
