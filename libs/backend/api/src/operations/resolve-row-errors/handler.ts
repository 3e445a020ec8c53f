import { counted, resolveRowErrors as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { resolveRowErrors } from './resolve-row-errors.ts';

export const handler = defineOperation(row, {
  run: resolveRowErrors,
  ports: ({ database, clock, newId }: Hub) => ({ database, clock, newId }),
  failures: {
    'selection-changed': ({ expected, found }) =>
      `You were shown ${counted(expected, 'row')}; by now the selection holds ${counted(found, 'row')}.`,
    'selection-too-large': ({ found }) =>
      `The selection holds ${found} rows, more than one call may change.`,
  },
});
