import { createReplayPlan as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { createReplayPlan } from './create-replay-plan.ts';

export const handler = defineOperation(row, {
  run: createReplayPlan,
  ports: ({ database, buckets, clock, newId, settings }: Hub) => ({
    database,
    buckets,
    clock,
    newId,
    settings,
  }),
  failures: {
    'not-found': ({ id }) => `There is no run ${id}.`,
    'run-not-finished': ({ id, state }) => `Run ${id} is still ${state}.`,
    'nothing-to-replay': ({ id }) => `No row of run ${id} failed.`,
    'file-gone': ({ id }) => `The archived bytes of file ${id} are not there any more.`,
  },
});
