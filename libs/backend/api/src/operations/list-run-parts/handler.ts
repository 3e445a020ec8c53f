import { listRunParts as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { listRunParts } from './list-run-parts.ts';

export const handler = defineOperation(row, {
  run: listRunParts,
  ports: ({ database }: Hub) => ({ runs: database.runs, runParts: database.runParts }),
  failures: {
    'not-found': ({ id }) => `There is no run ${id}.`,
  },
});
