import { listRowErrorClusters as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { listRowErrorClusters } from './list-row-error-clusters.ts';

export const handler = defineOperation(row, {
  run: listRowErrorClusters,
  ports: ({ clock, database }: Hub) => ({ clock, rowErrors: database.rowErrors }),
  failures: {},
});
