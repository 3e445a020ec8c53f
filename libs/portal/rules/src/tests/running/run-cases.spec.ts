import type { RuleSetDocument, TestCase } from '@waybill/rules';
import { purchaseSlots, tieredRules } from '@waybill/rules/testing';
import { runCases } from './run-cases.ts';

const row = { occurredOn: '2026-05-05', amount: '120.00' };
const silver: TestCase = { id: 'silver', row, expect: { outcome: 'accrue', points: 180 } };
const wrong: TestCase = { id: 'wrong', row, expect: { outcome: 'accrue', points: 120 } };
const typing: TestCase = { id: 'typing', row: { ...row, amount: '12,' }, expect: silver.expect };

describe('tests that are run while they are written', () => {
  it('pass or say why not, with what was found in full', () => {
    const { results } = runCases(rulesWith([silver, wrong]), purchaseSlots);

    expect(results).toMatchObject([
      { state: 'passed', why: null, found: { outcome: 'accrue', clauses: 'base/silver' } },
      { state: 'failed', why: 'The points should be 120, not 180.', found: { points: 180 } },
    ]);
  });

  it('are not kept from running by one that is not finished', () => {
    const { results, coverage } = runCases(rulesWith([typing, silver]), purchaseSlots);

    expect(results).toMatchObject([
      { state: 'faulty', found: null, why: expect.stringContaining('"12,"') as string },
      { state: 'passed' },
    ]);
    expect(coverage.covered).toBe(1);
  });

  it('cannot run while the rules have errors', () => {
    const rules = rulesWith([silver, typing]);
    const broken = { ...rules, rules: [{ id: 'x', when: 'amout > 1', then: [] }] };

    const { results } = runCases(broken, purchaseSlots);

    expect(results.map(({ state }) => state)).toEqual(['unable', 'unable']);
  });

  it('tell which rows none of them reaches', () => {
    const { coverage } = runCases(rulesWith([silver]), purchaseSlots);

    const missed = coverage.clauses.filter(({ hits }) => hits === 0).map(({ clause }) => clause);
    expect(missed).toContain('base/gold');
    expect(missed).not.toContain('base/silver');
  });
});

function rulesWith(tests: readonly TestCase[]): RuleSetDocument {
  return { ...tieredRules(), tests };
}
