import { listRunAttempts as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { listRunAttempts } from './list-run-attempts.ts';

export const handler = defineOperation(row, {
  run: listRunAttempts,
  ports: ({ database }: Hub) => ({ runs: database.runs }),
  failures: {
    'not-found': ({ id }) => `There is no run ${id}.`,
  },
});
