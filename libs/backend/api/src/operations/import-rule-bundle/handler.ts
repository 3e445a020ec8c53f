import { importRuleBundle as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { importRuleBundle } from './import-rule-bundle.ts';

export const handler = defineOperation(row, {
  run: importRuleBundle,
  ports: ({ database, clock, settings }: Hub) => ({ database, clock, settings }),
  failures: {
    'not-found': ({ ruleSet }) => `There is no rule set ${ruleSet}.`,
    'signing-off': () => 'WAYBILL_BUNDLE_KEY is not set.',
    'signature-wrong': () =>
      'The file was changed after it was signed, or signed with another key.',
    'rule-bundle-format': ({ ruleSet }) => `The format of ${ruleSet} is another one.`,
    'rules-invalid': ({ errors }) => ({ detail: 'The rules do not fit the feed.', errors }),
    'rule-version-exists': ({ ruleVersion }) => `${ruleVersion} says the same.`,
  },
});
