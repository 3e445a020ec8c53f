import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRuleSet } from '../document/parse-rule-set.ts';
import type { RuleSetDocument } from '../document/rule-set-document.ts';
import {
  arbitraryFacts,
  arbitraryRow,
  arbitraryRuleSet,
  arbitrarySlots,
} from '../testing/arbitrary-rules.ts';
import { cdnowRules } from '../testing/example-rules.ts';
import { purchaseSlots } from '../testing/purchase-slots.ts';
import { twentyRules } from '../testing/twenty-rules.ts';
import { withoutBrokenClauses } from '../testing/without-broken-clauses.ts';
import type { Slot } from '../value.ts';
import { compileRuleSet } from './compile-rule-set.ts';
import type { Program } from './program.ts';

describe('a program', () => {
  it('decides every row of any rule set, the same each time, and as its trace says', () => {
    const kinds = new Map<string, number>();
    fc.assert(
      fc.property(
        arbitraryRuleSet,
        fc.array(fc.tuple(arbitraryRow, arbitraryFacts), { minLength: 20, maxLength: 20 }),
        (document, cases) => {
          const program = programOrNull(withoutBrokenClauses(document));
          if (program === null) throw new Error('Without its broken clauses a rule set compiles.');
          const rows = cases.map(
            ([row, facts]) => [row, program.facts.map((name) => facts[name])] as const,
          );
          const decisions = rows.map((row) => program.evaluate(...row));
          for (const { kind } of decisions) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
          expect(
            rows
              .toReversed()
              .map((row) => program.evaluate(...row))
              .toReversed(),
          ).toEqual(decisions);
          expect(rows.map((row) => program.trace(...row).decision)).toEqual(decisions);
        },
      ),
      { numRuns: 150 },
    );
    // The property says something only if every kind of decision came up.
    for (const kind of ['accrue', 'reverse', 'reject', 'skip', 'error'])
      expect(kinds.get(kind) ?? 0, kind).toBeGreaterThan(20);
  });

  it('compiles or explains any rule set, and the parser takes it as it is', () => {
    fc.assert(
      fc.property(arbitraryRuleSet, (document) => {
        expect(parseRuleSet(JSON.stringify(document))).toEqual({ ok: true, document });
        const compiled = compileRuleSet(document, arbitrarySlots);
        expect(
          compiled.ok || compiled.diagnostics.some(({ severity }) => severity === 'error'),
        ).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('refuses values of other types than declared instead of computing with them', () => {
    const program = programOrNull(cdnowRules(), purchaseSlots);
    for (const amount of ['12', true, Number.NaN, 1.5, 2 ** 53, Number.POSITIVE_INFINITY]) {
      expect(program?.evaluate(['T', 'M', 20_000, amount])).toMatchObject({
        kind: 'error',
        code: 'RULE-005',
      });
    }
  });

  it('evaluates the twenty rules of the benchmark as they are written', () => {
    const program = programOrNull(twentyRules(), purchaseSlots);
    const row = ['T', 'M', 20_780, 1_234_500, 'USD', 7, 'sale', null, 'NYC', 'MUSIC', null];
    // 20,780 is 2026-11-23: rules 1, 2, 4, 6, 13 and 19 apply: 123 + 61 + 14 + 10 + 246 + 7.
    expect(program?.evaluate(row)).toEqual({
      kind: 'accrue',
      points: 461,
      expiresOn: null,
      clauses: 'rule-1+rule-2+rule-4+rule-6+rule-13+rule-19',
      warnings: ['Season.'],
    });
  });
});

describe('facts about the member', () => {
  const program = programOrNull(
    {
      ...cdnowRules(),
      inputs: [
        ...cdnowRules().inputs,
        { name: 'stand', type: 'integer', fact: 'balance' },
        { name: 'thisYear', type: 'integer', fact: 'accruedThisYear' },
        { name: 'soFar', type: 'integer', fact: 'accruedThisMonth' },
        { name: 'again', type: 'integer', fact: 'balance' },
      ],
      rules: [
        {
          id: 'capped',
          when: 'stand == again',
          then: [{ do: 'accrue', points: 'min(dollars, max(0, 500 - soFar))' }],
        },
      ],
    },
    purchaseSlots,
  );

  it('are asked for once each, and only those that are used', () => {
    expect(program?.facts).toEqual(['balance', 'accruedThisMonth']);
    expect(programOrNull(cdnowRules(), purchaseSlots)?.facts).toEqual([]);
  });

  it('stand in the trace like every other input', () => {
    const row = ['T', 'M', 20_780, 1_200_000];
    expect(program?.trace(row, [7, 450])).toMatchObject({
      decision: { kind: 'accrue', points: 50 },
      steps: [
        { kind: 'input', name: 'occurredOn', value: 20_780 },
        { kind: 'input', name: 'amount', value: 1_200_000 },
        { kind: 'input', name: 'stand', value: 7, type: 'number', scale: 0 },
        { kind: 'input', name: 'soFar', value: 450, type: 'number', scale: 0 },
        { kind: 'input', name: 'again', value: 7, type: 'number', scale: 0 },
        { kind: 'derived', name: 'dollars' },
        { kind: 'clause', clause: 'capped', matched: true },
      ],
    });
  });
});

describe('a trace', () => {
  it('says which condition kept a clause from firing', () => {
    const document: RuleSetDocument = {
      ...cdnowRules(),
      derived: [],
      rules: [],
      tables: [
        {
          id: 't',
          hitPolicy: 'first',
          columns: [{ input: 'amount' }, { input: 'amount' }, { input: 'occurredOn' }],
          rows: [
            { id: 'a', when: ['> 1', '> 100', '-'], then: [{ do: 'accrue', points: '1' }] },
            { id: 'b', when: ['-', '> 1', '-'], then: [{ do: 'accrue', points: 'floor(amount)' }] },
            { id: 'c', when: ['-', '-', '-'], then: [{ do: 'accrue', points: '3' }] },
          ],
        },
      ],
    };
    const trace = programOrNull(document, purchaseSlots)?.trace(['T', 'M', 20_000, 123_000]);
    expect(trace?.steps.filter(({ kind }) => kind === 'clause')).toEqual([
      {
        kind: 'clause',
        clause: 't/a',
        matched: false,
        conditions: [
          { pointer: '/tables/0/rows/0/when/0', result: 'holds' },
          { pointer: '/tables/0/rows/0/when/1', result: 'does-not-hold' },
          { pointer: '/tables/0/rows/0/when/2', result: 'not-reached' },
        ],
        effects: [],
      },
      {
        kind: 'clause',
        clause: 't/b',
        matched: true,
        conditions: [0, 1, 2].map((cell) => ({
          pointer: `/tables/0/rows/1/when/${cell}`,
          result: 'holds',
        })),
        effects: [{ do: 'accrue', points: 12 }],
      },
    ]);
  });
});

function programOrNull(
  document: RuleSetDocument,
  slots: readonly Slot[] = arbitrarySlots,
): Program | null {
  const compiled = compileRuleSet(document, slots);
  return compiled.ok ? compiled.program : null;
}
