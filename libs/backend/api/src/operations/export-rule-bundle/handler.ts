import { exportRuleBundle as row } from '@waybill/contracts';
import { defineOperation } from '@waybill/kit';
import type { Hub } from '../../hub.ts';
import { exportRuleBundle } from './export-rule-bundle.ts';

export const handler = defineOperation(row, {
  run: exportRuleBundle,
  ports: ({ database, clock, settings }: Hub) => ({ database, clock, settings }),
  failures: {
    'not-found': ({ ruleSet, version }) => `There is no version ${String(version)} of ${ruleSet}.`,
    'signing-off': () => 'WAYBILL_BUNDLE_KEY is not set.',
  },
});
