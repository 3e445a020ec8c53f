import { stopTrial as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { stopTrial } from './stop-trial.ts';

export const handler = defineOperation(row, {
  run: stopTrial,
  ports: ({ database, clock }: Hub) => ({ database, clock }),
  failures: {
    'not-found': ({ id }) => `There is no change request ${id}.`,
    'no-trial': ({ id, state }) => `Change request ${id} is ${state}.`,
  },
});
