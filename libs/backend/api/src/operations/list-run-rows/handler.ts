import { listRunRows as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { listRunRows } from './list-run-rows.ts';

export const handler = defineOperation(row, {
  run: listRunRows,
  ports: ({ database }: Hub) => ({ runs: database.runs }),
  failures: {
    'not-found': ({ id }) => `There is no run ${id}.`,
  },
});
