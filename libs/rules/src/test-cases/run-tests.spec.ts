import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileRuleSet } from '../compile/compile-rule-set.ts';
import { parseRuleSet } from '../document/parse-rule-set.ts';
import type { RuleSetDocument } from '../document/rule-set-document.ts';
import type { ExpectedDecision, TestCase } from '../document/test-case.ts';
import {
  arbitraryFacts,
  arbitraryRow,
  arbitraryRuleSet,
  arbitrarySlots,
} from '../testing/arbitrary-rules.ts';
import { cappedRules, cdnowRules, returnsRules, tieredRules } from '../testing/example-rules.ts';
import { purchaseSlots } from '../testing/purchase-slots.ts';
import { withoutBrokenClauses } from '../testing/without-broken-clauses.ts';
import type { Value } from '../value.ts';
import { expectationOf } from './expectation.ts';
import { runTests } from './run-tests.ts';
import { readRow, writeRow } from './test-row.ts';

/** One line of cases/tests.json: a test of an example, and why it fails. */
interface TestLine {
  readonly example: keyof typeof examples;
  readonly row: TestCase['row'];
  readonly expect: ExpectedDecision;
  readonly mismatch?: string;
  /** The clauses that it covers, where they matter. */
  readonly fires?: readonly string[];
  readonly why?: string;
}

const examples = { tieredRules, returnsRules, cappedRules };
const lines = JSON.parse(
  readFileSync(new URL('../../cases/tests.json', import.meta.url), 'utf8'),
) as TestLine[];

describe('tests of a rule set', () => {
  it.each(lines.map((line) => [titleOf(line), line] as const))('%s', (_title, line) => {
    const document = parsed({
      ...examples[line.example](),
      tests: [{ id: 'one', row: line.row, expect: line.expect }],
    });
    const { results, passed, failed, coverage } = runTests(document, purchaseSlots);
    expect(results[0]?.mismatch).toBe(line.mismatch ?? null);
    expect([passed, failed]).toEqual(line.mismatch === undefined ? [1, 0] : [0, 1]);
    const fired = coverage.clauses.filter(({ hits }) => hits > 0).map(({ clause }) => clause);
    expect(fired).toEqual(line.fires ?? fired);
    expect(coverage.covered).toBe(fired.length);
  });

  it('counts for every row and rule in how many tests it fired', () => {
    const test = (id: string, amount: string): TestCase => {
      return { id, row: { occurredOn: '2026-05-05', amount }, expect: { outcome: 'accrue' } };
    };
    const tests = [test('a', '120'), test('b', '130'), test('c', '-1')];
    const { coverage, ...run } = runTests({ ...tieredRules(), tests }, purchaseSlots);
    expect([run.passed, run.failed]).toEqual([2, 1]);
    expect(coverage).toEqual({
      clauses: [
        { clause: 'limit/refund', pointer: '/tables/0/rows/0', hits: 1 },
        { clause: 'limit/large', pointer: '/tables/0/rows/1', hits: 0 },
        { clause: 'base/gold', pointer: '/tables/1/rows/0', hits: 0 },
        { clause: 'base/silver', pointer: '/tables/1/rows/1', hits: 2 },
        { clause: 'base/standard', pointer: '/tables/1/rows/2', hits: 0 },
        { clause: 'season/music-autumn', pointer: '/tables/2/rows/0', hits: 0 },
      ],
      covered: 2,
      total: 6,
    });
  });

  it('all fail, each with a sentence, when the rule set has errors', () => {
    const expected = { outcome: 'skip' } as const;
    const tests = [{ id: 'one', title: 'First', row: {}, expect: expected }];
    const document = { ...cdnowRules(), derived: [], tests };
    expect(runTests(document, purchaseSlots)).toEqual({
      results: [
        {
          id: 'one',
          title: 'First',
          passed: false,
          expected,
          decision: null,
          mismatch: 'The rule set has errors, so this test cannot run.',
        },
      ],
      passed: 0,
      failed: 1,
      coverage: {
        clauses: [{ clause: 'base', pointer: '/rules/0', hits: 0 }],
        covered: 0,
        total: 1,
      },
    });
  });

  it('do not change what the rules say', () => {
    const compiled = compileRuleSet(tieredRules(), purchaseSlots);
    const tests = [
      {
        id: 'one',
        row: { occurredOn: '2026-05-05', amount: '1' },
        expect: { outcome: 'skip' as const },
      },
    ];
    const tested = compileRuleSet({ ...tieredRules(), tests }, purchaseSlots);
    const row = ['T', 'M', 20_780, 1_200_000];
    expect(tested.ok && tested.program.evaluate(row)).toEqual(
      compiled.ok && compiled.program.evaluate(row),
    );
  });
});

describe('a row of a test', () => {
  const values = ['T-1', 'M-7', 20_780, -5_000, 'USD', null, 'return', 'T-0', null, null, 'secret'];

  it('has the declared inputs of a record, as text, and nothing else', () => {
    expect(writeRow(returnsRules(), purchaseSlots, values)).toEqual({
      occurredOn: '2026-11-23',
      amount: '-0.5000',
      kind: 'return',
      originalTxnId: 'T-0',
    });
  });

  it('has the facts, 0 where nothing is known', () => {
    expect(writeRow(cappedRules(), purchaseSlots, values)['soFar']).toBe('0');
    const facts = { accruedThisMonth: 450 };
    expect(writeRow(cappedRules(), purchaseSlots, values, facts)['soFar']).toBe('450');
  });

  it('is read back as it was written', () => {
    const facts = { balance: 0, accruedThisMonth: 450, accruedThisYear: 0 };
    const written = writeRow(cappedRules(), purchaseSlots, values, facts);
    expect(readRow(cappedRules(), purchaseSlots, written)).toEqual({
      values: [null, null, 20_780, -5_000, ...Array.from({ length: 7 }, () => null)],
      facts,
    });
  });

  it('has no value where the text cannot be read', () => {
    const { values: read } = readRow(cdnowRules(), purchaseSlots, {
      amount: 'x',
      constructor: 'y',
    });
    expect(read.every((value) => value === null)).toBe(true);
  });
});

it('a decision of every kind becomes an expectation that it meets', () => {
  const document = (then: string) =>
    parsed({
      ...returnsRules(),
      rules: [{ id: 'a', when: 'amount > 0', then: JSON.parse(then) as [] }],
    });
  const outcomes = [
    '[{"do":"accrue","points":"3","expires":{"months":1}}]',
    '[{"do":"warn","message":"Careful."},{"do":"reverse","points":"3"}]',
    '[{"do":"reverse"}]',
    '[{"do":"skip","reason":"No."}]',
    '[{"do":"reject","message":"No."}]',
    '[{"do":"accrue","points":"div(1, floor(amount) - 120, 0)"}]',
  ];
  const row = { occurredOn: '2026-05-05', amount: '120' };
  for (const outcome of outcomes) {
    const rules = document(outcome);
    const compiled = compileRuleSet(rules, purchaseSlots);
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics));
    const { values } = readRow(rules, purchaseSlots, row);
    const expected = expectationOf(compiled.program.evaluate(values));
    const tests = [{ id: 'one', row, expect: expected }];
    const run = runTests(parsed({ ...rules, tests }), purchaseSlots);
    expect(run).toMatchObject({ passed: 1, failed: 0 });
  }
});

it('recorded from what any rules decide about any rows all pass', () => {
  const writable = ([date]: readonly Value[]) => date === null || Math.abs(Number(date)) < 500_000;
  fc.assert(
    fc.property(
      arbitraryRuleSet,
      fc.array(fc.tuple(arbitraryRow, arbitraryFacts), { maxLength: 10 }),
      (arbitrary, rows) => {
        const document = withoutBrokenClauses(arbitrary);
        const compiled = compileRuleSet(document, arbitrarySlots);
        if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics));
        const { program } = compiled;
        const tests = rows.flatMap(([values, facts], index) => {
          if (!writable(values)) return [];
          const decision = program.evaluate(
            values,
            program.facts.map((name) => facts[name]),
          );
          const row = writeRow(document, arbitrarySlots, values, facts);
          return [{ id: `t${index}`, row, expect: expectationOf(decision) }];
        });
        const run = runTests(parsed({ ...document, tests }), arbitrarySlots);
        expect(run.results.map(({ mismatch }) => mismatch)).toEqual(tests.map(() => null));
        expect(run.passed).toBe(tests.length);
      },
    ),
    { numRuns: 100 },
  );
});

function parsed(document: object): RuleSetDocument {
  const read = parseRuleSet(JSON.stringify(document));
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  return read.document;
}

function titleOf({ row, expect: expected, why }: TestLine): string {
  return [JSON.stringify(row), JSON.stringify(expected), why].filter(Boolean).join(' ');
}
