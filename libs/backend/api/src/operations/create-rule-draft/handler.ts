import { createRuleDraft as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { createRuleDraft } from './create-rule-draft.ts';

export const handler = defineOperation(row, {
  run: createRuleDraft,
  ports: ({ database, clock }: Hub) => ({ database, clock }),
  failures: {
    'not-found': ({ what }) => `There is no ${what}.`,
    'rule-draft-exists': ({ what }) => `${what} has a draft; go on with it or discard it.`,
  },
});
