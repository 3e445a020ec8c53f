import { listRunEvents as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { listRunEvents } from './list-run-events.ts';

export const handler = defineOperation(row, {
  run: listRunEvents,
  ports: ({ database }: Hub) => ({ runs: database.runs }),
  failures: {
    'not-found': ({ id }) => `There is no run ${id}.`,
  },
});
