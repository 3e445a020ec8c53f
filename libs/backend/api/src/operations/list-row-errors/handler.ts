import { listRowErrors as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { listRowErrors } from './list-row-errors.ts';

export const handler = defineOperation(row, {
  run: listRowErrors,
  ports: ({ database }: Hub) => ({ rowErrors: database.rowErrors }),
  failures: {},
});
