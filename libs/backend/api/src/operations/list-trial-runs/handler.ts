import { listTrialRuns as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { listTrialRuns } from './list-trial-runs.ts';

export const handler = defineOperation(row, {
  run: listTrialRuns,
  ports: ({ database: { changeRequests, trials } }: Hub) => ({ changeRequests, trials }),
  failures: {
    'not-found': ({ id }) => `There is no change request ${id}.`,
  },
});
