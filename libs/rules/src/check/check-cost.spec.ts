import { describe, expect, it } from 'vitest';
import type { DecisionTable, RuleSetDocument } from '../document/rule-set-document.ts';
import { documentLimits } from '../document/document-limits.ts';
import { cdnowRules } from '../testing/example-rules.ts';
import { purchaseSlots } from '../testing/purchase-slots.ts';
import { twentyRules } from '../testing/twenty-rules.ts';
import { checkRuleSet } from './check-rule-set.ts';

const { rowsMax, stepsMax } = documentLimits;

describe('what rules may cost', () => {
  it('refuses a table whose rows all compute more than a row may take, and says which one it is', () => {
    const table = tableOf(rowsMax, () => `amount * 2 - ${sumOf(10)} > 3`);
    expect(findingsOf({ ...cdnowRules(), tables: [table] })).toMatchObject([
      {
        severity: 'error',
        code: 'rule-cost',
        pointer: '/tables/0',
        message: expect.stringMatching(
          `^These rules may take 1?\\d{5} steps for one row, and ${stepsMax} are allowed; most of them are in table t\\.`,
        ) as string,
      },
    ]);
  });

  it('takes the largest table there may be when its cells test single fields', () => {
    const table = tableOf(rowsMax, (row) => `[${row}..${row + 1})`);
    expect(findingsOf({ ...cdnowRules(), tables: [table] })).toEqual([]);
  });

  it('counts what every rule that fires computes, and of a table only the dearest row', () => {
    const rules = Array.from({ length: 1_000 }, (_, at) => ({
      id: `r${at}`,
      when: 'amount > 1',
      then: [{ do: 'accrue' as const, points: `floor(${sumOf(40)})` }],
    }));
    const rows = rules.map(({ id, then }) => ({ id, when: ['-'], then }));
    const table: DecisionTable = { ...tableOf(0, String), rows };
    expect(findingsOf({ ...cdnowRules(), rules })).toMatchObject([
      { code: 'rule-cost', pointer: '/rules' },
    ]);
    expect(findingsOf({ ...cdnowRules(), tables: [table] })).toEqual([]);
  });

  it('counts derived fields once', () => {
    const derived = Array.from({ length: 200 }, (_, at) => ({
      name: `d${at}`,
      expression: sumOf(200),
    }));
    expect(findingsOf({ ...cdnowRules(), derived, rules: [] })).toMatchObject([
      { code: 'rule-cost', pointer: '/derived' },
    ]);
  });

  it('is far from what people write', () => {
    expect(findingsOf(twentyRules())).toEqual([]);
  });
});

function findingsOf(document: RuleSetDocument) {
  return checkRuleSet(document, purchaseSlots).diagnostics.filter(
    ({ severity }) => severity === 'error',
  );
}

function tableOf(count: number, cell: (row: number) => string): DecisionTable {
  const rows = Array.from({ length: count }, (_, row) => ({
    id: `r${row}`,
    when: [cell(row)],
    then: [{ do: 'accrue' as const, points: '1' }],
  }));
  return { id: 't', hitPolicy: 'first', columns: [{ input: 'amount' }], rows };
}

function sumOf(terms: number): string {
  return Array.from({ length: terms }, () => 'amount').join(' + ');
}
