import { deleteRuleDraft as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { deleteRuleDraft } from './delete-rule-draft.ts';

export const handler = defineOperation(row, {
  run: deleteRuleDraft,
  ports: ({ database, clock }: Hub) => ({ database, clock }),
  failures: {
    'not-found': ({ id }) => `Rule set ${id} has no draft.`,
    'precondition-failed': ({ id }) => `Somebody saved the draft of ${id} since you read it.`,
  },
});
