import { getReplay as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { getReplay } from './get-replay.ts';

export const handler = defineOperation(row, {
  run: getReplay,
  ports: ({ database }: Hub) => ({ replays: database.replays }),
  failures: {
    'not-found': ({ id }) => `There is no replay ${id}.`,
  },
});
