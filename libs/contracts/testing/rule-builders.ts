import type { RuleDraft, RuleSet } from '../src/index.ts';

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
    latest: { version: 1, ruleVersion: 'acme-standard@1', sha256: 'a'.repeat(64) },
    trial: null,
    versions: 1,
    draft: null,
    ...change,
  };
}

export function aRuleDraft(change: Partial<RuleDraft> = {}): RuleDraft {
  return {
    ruleSet: 'acme.purchases',
    text: '{}',
    sha256: null,
    revision: 1,
    basedOn: 1,
    createdAt: '2026-05-01T08:00:00.000Z',
    updatedAt: '2026-05-01T08:00:00.000Z',
    updatedBy: 'person:author',
    ...change,
  };
}
