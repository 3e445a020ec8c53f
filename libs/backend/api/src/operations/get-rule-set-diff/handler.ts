import { getRuleSetDiff as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { getRuleSetDiff } from './get-rule-set-diff.ts';

export const handler = defineOperation(row, {
  run: getRuleSetDiff,
  ports: ({ database }: Hub) => ({ ruleSets: database.ruleSets }),
  failures: {
    'not-found': ({ what }) => `There is no ${what}.`,
    'rules-invalid': ({ errors }) => ({ detail: 'The draft cannot be read as rules.', errors }),
  },
});
