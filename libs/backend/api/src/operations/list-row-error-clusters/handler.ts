import { operations } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { listRowErrorClusters } from './list-row-error-clusters.ts';

export const handler = defineOperation(operations.listRowErrorClusters, {
  run: listRowErrorClusters,
  ports: ({ clock, database }: Hub) => ({ clock, rowErrors: database.rowErrors }),
  failures: {},
});
