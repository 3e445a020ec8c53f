import { getRunRow as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { getRunRow } from './get-run-row.ts';

export const handler = defineOperation(row, {
  run: getRunRow,
  ports: ({ database, buckets }: Hub) => ({ database, buckets }),
  failures: {
    'not-found': ({ id }) => `There is no such row: ${id}.`,
    'file-gone': ({ id }) => `The kept bytes of file ${id} are not there any more.`,
  },
});
