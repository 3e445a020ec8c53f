import { explainEntry as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { explainEntry } from './explain-entry.ts';

export const handler = defineOperation(row, {
  run: explainEntry,
  ports: ({ database, buckets }: Hub) => ({ database, buckets }),
  failures: {
    'not-found': ({ id }) => `There is no ledger entry ${id}.`,
    'file-gone': ({ id }) => `The archived bytes of file ${id} are not there any more.`,
  },
});
