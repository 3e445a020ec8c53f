import { listRuns as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { listRuns } from './list-runs.ts';

export const handler = defineOperation(row, {
  run: listRuns,
  ports: ({ database }: Hub) => ({ runs: database.runs }),
  failures: {},
});
