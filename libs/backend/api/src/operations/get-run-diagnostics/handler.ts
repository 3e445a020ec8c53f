import { getRunDiagnostics as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { getRunDiagnostics } from './get-run-diagnostics.ts';

export const handler = defineOperation(row, {
  run: getRunDiagnostics,
  ports: ({ database, clock }: Hub) => ({ database, clock }),
  failures: {
    'not-found': ({ id }) => `There is no run ${id}.`,
  },
});
