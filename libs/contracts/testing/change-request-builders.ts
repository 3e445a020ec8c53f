import type { ChangeRequest, RuleTestRun, RuleVersionHead } from '../src/index.ts';

export function aRuleVersionHead(change: Partial<RuleVersionHead> = {}): RuleVersionHead {
  return {
    ruleSet: 'acme.purchases',
    version: 2,
    ruleVersion: 'acme-standard@2',
    sha256: 'b'.repeat(64),
    basedOn: 1,
    active: false,
    createdAt: '2026-11-02T09:00:00.000Z',
    createdBy: 'person:author',
    notes: 'The December campaign',
    ...change,
  };
}

export function aRuleTestRun(change: Partial<RuleTestRun> = {}): RuleTestRun {
  return {
    id: 'tests_01',
    ruleSet: 'acme.purchases',
    version: 2,
    sha256: 'b'.repeat(64),
    passed: 1,
    failed: 0,
    results: [{ id: 'small', title: 'A small basket', passed: true, mismatch: null }],
    coverage: { covered: 3, total: 4, uncovered: ['tiers/gold'] },
    requestedBy: 'person:author',
    createdAt: '2026-11-02T09:10:00.000Z',
    ...change,
  };
}

export function aChangeRequest(change: Partial<ChangeRequest> = {}): ChangeRequest {
  return {
    id: 'change_01',
    ruleSet: 'acme.purchases',
    partner: 'acme',
    version: 2,
    ruleVersion: 'acme-standard@2',
    sha256: 'b'.repeat(64),
    base: { version: 1, ruleVersion: 'acme-standard@1' },
    bundleSha256: 'c'.repeat(64),
    testRun: 'tests_01',
    backtest: 'backtest_01',
    noBacktestBecause: null,
    state: 'open',
    reason: 'The December campaign',
    requestedBy: 'person:author',
    requestedAt: '2026-11-02T10:00:00.000Z',
    decidedBy: null,
    decidedAt: null,
    decisionReason: null,
    closedBy: null,
    closedAt: null,
    closedBecause: null,
    bundleVersion: null,
    trial: null,
    ...change,
  };
}
