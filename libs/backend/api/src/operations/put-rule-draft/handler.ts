import { putRuleDraft as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { putRuleDraft } from './put-rule-draft.ts';

export const handler = defineOperation(row, {
  run: putRuleDraft,
  ports: ({ database, clock }: Hub) => ({ database, clock }),
  failures: {
    'not-found': ({ id }) => `Rule set ${id} has no draft.`,
    'precondition-failed': ({ id }) => `Somebody saved the draft of ${id} since you read it.`,
  },
});
