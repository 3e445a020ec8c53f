import { getRowError as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { getRowError } from './get-row-error.ts';

export const handler = defineOperation(row, {
  run: getRowError,
  ports: ({ database }: Hub) => ({ rowErrors: database.rowErrors }),
  failures: {
    'not-found': ({ id }) => `There is no row error ${id}.`,
  },
});
