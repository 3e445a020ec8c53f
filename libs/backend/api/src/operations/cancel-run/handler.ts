import { cancelRun as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { cancelRun } from './cancel-run.ts';

export const handler = defineOperation(row, {
  run: cancelRun,
  ports: ({ database, clock }: Hub) => ({ database, clock }),
  failures: {
    'not-found': ({ id }) => `There is no run ${id}.`,
    'run-finished': ({ id, state }) => `Run ${id} is ${state} already.`,
  },
});
