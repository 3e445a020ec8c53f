import { getRun as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { getRun } from './get-run.ts';

export const handler = defineOperation(row, {
  run: getRun,
  ports: ({ database }: Hub) => ({ runs: database.runs, runParts: database.runParts }),
  failures: {
    'not-found': ({ id }) => `There is no run ${id}.`,
  },
});
