import { createExport as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { createExport } from './create-export.ts';

export const handler = defineOperation(row, {
  run: createExport,
  ports: ({ database, clock, newId }: Hub) => ({ database, clock, newId }),
  failures: { 'export-forbidden': ({ list }) => `Your role may not see the list ${list}.` },
});
