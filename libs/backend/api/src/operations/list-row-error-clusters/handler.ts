import { operations } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { listRowErrorClusters } from './list-row-error-clusters.ts';

export const handler = defineOperation(operations.listRowErrorClusters, {
  run: listRowErrorClusters,
  ports: ({ database }: Hub) => ({ rowErrors: database.rowErrors }),
  failures: {},
});
