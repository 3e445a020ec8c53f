import { getReplayPlan as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { getReplayPlan } from './get-replay-plan.ts';

export const handler = defineOperation(row, {
  run: getReplayPlan,
  ports: ({ database, clock }: Hub) => ({ replays: database.replays, clock }),
  failures: {
    'not-found': ({ id }) => `There is no replay plan ${id}.`,
  },
});
