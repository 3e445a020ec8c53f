import { putPreferences as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { putPreferences } from './put-preferences.ts';

export const handler = defineOperation(row, {
  run: putPreferences,
  ports: ({ database, clock }: Hub) => ({ database, clock }),
  failures: {
    'precondition-failed': () => 'They were changed in another window since you read them.',
  },
});
