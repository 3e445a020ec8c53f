import type { RuleSetDocument } from '@waybill/rules';
import { purchaseSlots, tieredRules } from '@waybill/rules/testing';
import { runCases } from '../running/run-cases.ts';
import { caseOfRow, receivedAs, twinOf } from './case-of-row.ts';

const row = { occurredOn: '2026-10-01', amount: '120.0000', category: null, memberNo: 'E1042' };
const name = { id: 'row7', title: 'Like row 7 of run run_01' };

describe('a test made of a row', () => {
  it('expects what the rules say of the masked row, and passes', () => {
    const rules = withMember();

    const made = caseOfRow(rules, purchaseSlots, row, name);

    expect(made?.test).toEqual({
      ...name,
      row: { occurredOn: '2026-10-01', amount: '120', memberNo: 'A1234' },
      expect: {
        outcome: 'accrue',
        points: 180,
        expiresOn: '2028-10-31',
        clauses: 'base/silver',
      },
    });
    expect(JSON.stringify(made)).not.toContain('E1042');
    const tests = made ? [made.test] : [];
    expect(runCases({ ...rules, tests }, purchaseSlots).results).toMatchObject([
      { state: 'passed' },
    ]);
  });

  it('is told from another of that id, and from one of the same values', () => {
    const rules = withMember();
    const made = caseOfRow(rules, purchaseSlots, row, name);
    if (!made) throw new Error('nothing was made');
    const kept = { ...rules, tests: [made.test] };

    expect(caseOfRow(kept, purchaseSlots, row, name)?.test.id).toBe('row7-2');
    const { test } = made;
    const shorter = { ...test, row: { ...test.row, amount: '120.00' } };
    expect(twinOf(kept, purchaseSlots, shorter)?.id).toBe('row7');
    expect(twinOf(rules, purchaseSlots, test)).toBeUndefined();
  });

  it('is not made while the rules have errors', () => {
    const broken = { ...withMember(), rules: [{ id: 'x', when: 'amout > 1', then: [] }] };

    expect(caseOfRow(broken, purchaseSlots, row, name)).toBeNull();
  });

  it.each([
    [
      { outcome: 'reverse', points: null, clauses: 'returns/return' },
      { outcome: 'reverse', points: null, clauses: 'returns/return' },
    ],
    [
      { outcome: 'skip', code: 'RULE-004', clauses: '', message: 'None.' },
      { outcome: 'skip', code: 'RULE-004', clause: null, reason: 'None.' },
    ],
    [
      { outcome: 'reject', code: 'RULE-001', clauses: 'limit', message: 'No.', warnings: ['w'] },
      { outcome: 'reject', code: 'RULE-001', clause: 'limit', message: 'No.', warnings: ['w'] },
    ],
  ] as const)('reads what the hub decided: %o', (decision, expected) => {
    const nothing = { points: null, expiresOn: null, code: null, message: null, warnings: [] };

    expect(
      receivedAs({
        ...nothing,
        ...decision,
        warnings: [...('warnings' in decision ? decision.warnings : [])],
      }),
    ).toEqual(expected);
  });
});

function withMember(): RuleSetDocument {
  const rules = tieredRules();
  return { ...rules, inputs: [...rules.inputs, { name: 'memberNo', type: 'text' }] };
}
