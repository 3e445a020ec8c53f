import { searchHub as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { searchHub } from './search-hub.ts';

export const handler = defineOperation(row, {
  run: searchHub,
  ports: ({ database }: Hub) => ({
    search: database.search,
    rowErrors: database.rowErrors,
  }),
  failures: {},
});
