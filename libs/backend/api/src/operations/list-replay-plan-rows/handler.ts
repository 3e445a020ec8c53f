import { listReplayPlanRows as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { listReplayPlanRows } from './list-replay-plan-rows.ts';

export const handler = defineOperation(row, {
  run: listReplayPlanRows,
  ports: ({ database, clock }: Hub) => ({ replays: database.replays, clock }),
  failures: {
    'not-found': ({ id }) => `There is no replay plan ${id}.`,
  },
});
