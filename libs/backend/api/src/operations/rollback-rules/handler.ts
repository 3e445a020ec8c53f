import { rollbackRules as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { rollbackRules } from './rollback-rules.ts';

export const handler = defineOperation(row, {
  run: rollbackRules,
  ports: ({ database, clock }: Hub) => ({ database, clock }),
  failures: {
    'not-found': ({ what }) => `There is no ${what}.`,
    'nothing-to-roll-back': ({ what }) => what,
    'rules-invalid': ({ errors }) => ({
      detail: 'The rules do not fit the feed as it is now.',
      errors,
    }),
  },
});
