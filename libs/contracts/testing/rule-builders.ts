import type { RuleSet } from '../src/index.ts';

export function aRuleSet(change: Partial<RuleSet> = {}): RuleSet {
  return {
    id: 'acme.purchases',
    partner: 'acme',
    feedName: 'Purchases',
    active: {
      version: 1,
      ruleVersion: 'acme-standard@1',
      sha256: 'a'.repeat(64),
      bundleVersion: 1,
    },
    versions: 1,
    draft: null,
    ...change,
  };
}
