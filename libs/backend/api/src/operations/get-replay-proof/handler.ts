import { getReplayProof as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { getReplayProof } from './get-replay-proof.ts';

export const handler = defineOperation(row, {
  run: getReplayProof,
  ports: ({ database }: Hub) => ({ replays: database.replays }),
  failures: {
    'not-found': ({ id }) => `There is no replay ${id}.`,
    'run-not-finished': ({ id, state }) => `The run of replay ${id} is still ${state}.`,
  },
});
