import { createBulkReplay as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { createBulkReplay } from './create-bulk-replay.ts';

export const handler = defineOperation(row, {
  run: createBulkReplay,
  ports: ({ database, clock, newId }: Hub) => ({ database, clock, newId }),
  failures: {
    'not-found': ({ id }) => `There is no bulk replay plan ${id}.`,
    'plan-not-ready': ({ id, state }) => `Plan ${id} is ${state}.`,
    'plan-expired': ({ id }) => `Plan ${id} is too old: the ledger may have moved on.`,
    'plan-used': ({ id }) => `Plan ${id} was carried out already.`,
    'nothing-to-replay': ({ id }) => `Not one run of plan ${id} can be replayed.`,
  },
});
