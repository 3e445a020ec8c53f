import { createReplay as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { createReplay } from './create-replay.ts';

export const handler = defineOperation(row, {
  run: createReplay,
  ports: ({ database, clock, newId }: Hub) => ({ database, clock, newId }),
  failures: {
    'not-found': ({ id }) => `There is no replay plan ${id}.`,
    'plan-not-ready': ({ id, state }) => `Plan ${id} is ${state}.`,
    'plan-expired': ({ id }) => `Plan ${id} is too old: the ledger may have moved on.`,
    'plan-used': ({ id }) => `Plan ${id} was carried out already.`,
  },
});
