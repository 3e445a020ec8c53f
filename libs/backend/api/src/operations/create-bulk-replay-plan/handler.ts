import { bulkReplayMax, counted, createBulkReplayPlan as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { createBulkReplayPlan } from './create-bulk-replay-plan.ts';

export const handler = defineOperation(row, {
  run: createBulkReplayPlan,
  ports: ({ database, clock, newId }: Hub) => ({ database, clock, newId }),
  failures: {
    'not-found': ({ count }) => `${String(count)} of the runs are not there.`,
    'selection-changed': ({ expected, count }) =>
      `The selection holds ${counted(count, 'run')} by now, and not ${String(expected)}.`,
    'selection-too-large': ({ count }) =>
      `The selection holds ${String(count)} runs; ${String(bulkReplayMax)} can be replayed as one.`,
    'nothing-to-replay': () => 'The selection holds no run.',
  },
});
