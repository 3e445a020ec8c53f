import { createRuleVersion as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { createRuleVersion } from './create-rule-version.ts';

export const handler = defineOperation(row, {
  run: createRuleVersion,
  ports: ({ database, clock }: Hub) => ({ database, clock }),
  failures: {
    'not-found': ({ id }) => `Rule set ${id} has no draft.`,
    'precondition-failed': ({ id }) => `Somebody saved the draft of ${id} since you read it.`,
    'rules-invalid': ({ errors }) => ({
      detail: 'The draft cannot be frozen with these errors.',
      errors,
    }),
    'rule-version-unchanged': ({ version }) => `Version ${String(version)} says the same.`,
  },
});
