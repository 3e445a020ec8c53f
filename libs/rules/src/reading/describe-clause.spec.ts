import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Outcome, RuleSetDocument } from '../document/rule-set-document.ts';
import { ruleSetSchemaUrl } from '../document/rule-set-document.ts';
import { arbitraryRuleSet } from '../testing/arbitrary-rules.ts';
import { tieredRules } from '../testing/example-rules.ts';
import { describeCell, describeClause, describeOutcomes } from './describe-clause.ts';

/** One line of cases/readings.json: a rule, or the cells of a row by column, as a person reads it. */
interface Reading {
  readonly when?: string;
  readonly cells?: Readonly<Record<string, string>>;
  /** One point when it does not matter. */
  readonly then?: readonly Outcome[];
  readonly period?: object;
  readonly says: string;
  readonly why?: string;
}

const readings = JSON.parse(
  readFileSync(new URL('../../cases/readings.json', import.meta.url), 'utf8'),
) as Reading[];

const onePoint: readonly Outcome[] = [{ do: 'accrue', points: '1' }];

describe('a clause in plain words', () => {
  it.each(readings.map((reading) => [titleOf(reading), reading] as const))(
    '%s',
    (_title, reading) => {
      const pointer = reading.cells === undefined ? '/rules/0' : '/tables/0/rows/0';
      expect(describeClause(documentOf(reading), pointer)).toBe(reading.says);
    },
  );

  it('is found from any place inside it', () => {
    const words = 'If dollars is at least 100 and is less than 500: ';
    for (const place of ['', '/when/0', '/then/0/points'])
      expect(describeClause(tieredRules(), `/tables/1/rows/1${place}`)).toContain(words);
  });

  it.each([
    '',
    '/rules/0',
    '/tables/1',
    '/tables/9/rows/0',
    '/tables/0/rows/x',
    '/inputs/0',
    'rules',
  ])('is nothing at %j', (pointer) => {
    expect(describeClause(tieredRules(), pointer)).toBeNull();
  });

  it.each([
    ['amount', '>= 100', 'amount is at least 100'],
    ['category', '"BOOKS", "MUSIC"', 'category is one of BOOKS or MUSIC'],
    ['amount', '-', 'every value'],
    ['amount', '>=', null],
  ])('can be had cell by cell: %s %s', (column, text, words) => {
    expect(describeCell(tieredRules(), column, text)).toBe(words);
  });

  it('can be had for what is done alone', () => {
    expect(
      describeOutcomes(tieredRules(), [
        { do: 'warn', message: 'A large one.' },
        { do: 'accrue', points: '25' },
      ]),
    ).toBe('a warning is noted (A large one.); 25 points');
  });

  it('is a sentence for every clause of any rule set, also where a text cannot be read', () => {
    const broken = fc.string({
      unit: fc.constantFrom('a', '1', '"', '(', ')', '[', '..', ',', '>', ' ', '-', '&&'),
    });
    fc.assert(
      fc.property(arbitraryRuleSet, broken, broken, (document, condition, points) => {
        const draft: RuleSetDocument = {
          ...document,
          rules: [
            ...(document.rules ?? []),
            { id: 'broken', when: condition, then: [{ do: 'accrue', points }] },
          ],
          tables: [
            ...(document.tables ?? []),
            {
              id: 'broken',
              hitPolicy: 'first',
              columns: [{ input: 'n' }],
              rows: [{ id: 'broken', when: [condition], then: onePoint }],
            },
          ],
        };
        for (const pointer of pointersOf(draft))
          expect(describeClause(draft, pointer)).toMatch(
            /^(Always|If .+|From .+|Until .+): .*\.$/s,
          );
      }),
      { numRuns: 100 },
    );
  });
});

function pointersOf({ rules = [], tables = [] }: RuleSetDocument): string[] {
  const rows = tables.flatMap((table, at) =>
    table.rows.map((_, row) => `/tables/${at}/rows/${row}`),
  );
  return [...rules.map((_, rule) => `/rules/${rule}`), ...rows];
}

function documentOf({ when, cells, then = onePoint, period }: Reading): RuleSetDocument {
  const rule = { id: 'r', when: when ?? 'true', then, ...period };
  const row = { id: 'r', when: Object.values(cells ?? {}), then, ...period };
  const columns = Object.keys(cells ?? {}).map((input) => ({ input }));
  return {
    $schema: ruleSetSchemaUrl,
    name: 'reading',
    inputs: [
      { name: 'occurredOn', type: 'date' },
      { name: 'amount', type: 'decimal', scale: 4 },
      { name: 'category', type: 'text', optional: true },
      { name: 'store', type: 'text', optional: true },
      { name: 'vip', type: 'boolean' },
      { name: 'soFar', type: 'integer', fact: 'accruedThisMonth' },
    ],
    derived: [
      { name: 'dollars', expression: 'floor(amount)' },
      { name: 'large', expression: 'amount > 500' },
    ],
    rules: [rule],
    tables: cells === undefined ? [] : [{ id: 't', hitPolicy: 'first', columns, rows: [row] }],
  };
}

function titleOf({ when, cells, then, why }: Reading): string {
  const clause = JSON.stringify(cells ?? when);
  return [clause, then === undefined ? '' : JSON.stringify(then), why ?? ''].join(' ').trim();
}
