import { operations } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { getRun } from './get-run.ts';

export const handler = defineOperation(operations.getRun, {
  run: getRun,
  ports: ({ database }: Hub) => ({ runs: database.runs }),
  failures: {
    'not-found': ({ id }) => `There is no run ${id}.`,
  },
});
