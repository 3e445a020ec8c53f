import { counted, reopenRowErrors as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { reopenRowErrors } from './reopen-row-errors.ts';

export const handler = defineOperation(row, {
  run: reopenRowErrors,
  ports: ({ database, clock, newId }: Hub) => ({ database, clock, newId }),
  failures: {
    'selection-changed': ({ expected, found }) =>
      `You were shown ${counted(expected, 'row')}; by now the selection holds ${counted(found, 'row')}.`,
    'selection-too-large': ({ found }) =>
      `The selection holds ${found} rows, more than one call may change.`,
  },
});
