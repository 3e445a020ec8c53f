import { listTrialRows as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { listTrialRows } from './list-trial-rows.ts';

export const handler = defineOperation(row, {
  run: listTrialRows,
  ports: ({ database: { changeRequests, trials } }: Hub) => ({ changeRequests, trials }),
  failures: {
    'not-found': ({ id }) => `There is no change request ${id}.`,
  },
});
