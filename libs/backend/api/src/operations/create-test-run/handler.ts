import { createTestRun as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { createTestRun } from './create-test-run.ts';

export const handler = defineOperation(row, {
  run: createTestRun,
  ports: ({ database, clock, newId }: Hub) => ({ database, clock, newId }),
  failures: {
    'not-found': ({ what }) => `There is no ${what}.`,
    'rules-invalid': ({ errors }) => ({
      detail: 'Rules with these errors cannot be tested.',
      errors,
    }),
  },
});
