import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileRuleSet } from '../compile/compile-rule-set.ts';
import type { Program } from '../compile/program.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { Outcome, RuleSetDocument } from '../document/rule-set-document.ts';
import { ruleSetSchemaUrl } from '../document/rule-set-document.ts';
import {
  arbitraryFacts,
  arbitraryRow,
  arbitraryRuleSet,
  arbitrarySlots,
} from '../testing/arbitrary-rules.ts';
import { cdnowRules, returnsRules, tieredRules } from '../testing/example-rules.ts';
import { purchaseSlots } from '../testing/purchase-slots.ts';
import { withoutBrokenClauses } from '../testing/without-broken-clauses.ts';
import type { Slot } from '../value.ts';
import { diagnoseRuleSet } from './diagnose-rule-set.ts';

/** One line of cases/analysis.json: tables and rules, written short, and all that is found in them, in order. */
interface AnalysisCase {
  readonly about: string;
  readonly derived?: Readonly<Record<string, string>>;
  readonly table?: ShortTable;
  readonly tables?: readonly ShortTable[];
  readonly rules?: Readonly<Record<string, ShortClause<string>>>;
  readonly pointsMax?: number;
  readonly finds: readonly (Partial<Diagnostic> & { readonly says?: string })[];
}

interface ShortTable {
  readonly hitPolicy?: 'first' | 'unique' | 'collect' | 'priority';
  readonly columns: readonly string[];
  readonly rows: Readonly<Record<string, ShortClause<readonly string[]> | readonly string[]>>;
}

/** Without `then` and `points` a clause accrues as many points as its position says, so that no two do the same. */
interface ShortClause<When> {
  readonly when: When;
  readonly points?: string;
  readonly then?: readonly Outcome[];
}

const cases = JSON.parse(
  readFileSync(new URL('../../cases/analysis.json', import.meta.url), 'utf8'),
) as AnalysisCase[];

const slots: readonly (Slot & { readonly optional?: boolean })[] = [
  { name: 'occurredOn', type: 'date' },
  { name: 'amount', type: 'decimal', scale: 4 },
  { name: 'rate', type: 'decimal', scale: 2 },
  { name: 'n', type: 'integer' },
  { name: 'q', type: 'integer', optional: true },
  { name: 'kind', type: 'text', optional: true },
  { name: 'flag', type: 'boolean' },
];

describe('what clauses do to each other', () => {
  it.each(cases.map((one) => [one.about, one] as const))('%s', (_about, one) => {
    const document = documentOf(one);
    expect(compileRuleSet(document, slots)).toMatchObject({ ok: true });
    const found = diagnoseRuleSet(document, slots).filter(({ code }) => code !== 'rule-unused');
    expect(found).toMatchObject(
      one.finds.map(({ says, ...others }) =>
        says === undefined
          ? others
          : { ...others, message: expect.stringContaining(says) as string },
      ),
    );
  });

  it.each([cdnowRules(), tieredRules(), returnsRules()])('has nothing against $name', (rules) => {
    expect(diagnoseRuleSet(rules, purchaseSlots)).toEqual([]);
  });

  it('says nothing of a rule set that is not true of every row', () => {
    const told = { 'rule-unreachable': 0, 'rule-overlap': 0, 'rule-redundant': 0 };
    const rows = fc.array(fc.tuple(arbitraryRow, arbitraryFacts), {
      minLength: 40,
      maxLength: 40,
    });
    fc.assert(
      fc.property(arbitraryRuleSet, rows, (arbitrary, cases) => {
        const document = withoutBrokenClauses(arbitrary);
        const program = programOf(document);
        for (const { code, pointer, message } of diagnoseRuleSet(document, arbitrarySlots)) {
          const claim = claimOf(code, message);
          if (claim === null) continue;
          told[claim] += 1;
          const shorter = withoutClause(document, pointer);
          const without = programOf(shorter);
          for (const [row, facts] of cases) {
            const decided = (one: Program) => {
              const decision = one.evaluate(
                row,
                one.facts.map((name) => facts[name]),
              );
              return JSON.stringify({ ...decision, clauses: null, clause: null, message: null });
            };
            // A row of a unique table that never fires makes others fail, so taking it out helps them.
            if (claim === 'rule-overlap') {
              const label = labelOf(document, pointer);
              const decision = program.evaluate(
                row,
                program.facts.map((name) => facts[name]),
              );
              const clauses = decision.kind === 'accrue' ? decision.clauses.split('+') : [];
              expect(clauses, message).not.toContain(label);
            } else expect(decided(without), message).toBe(decided(program));
          }
        }
      }),
      { numRuns: 150, seed: 20261129 },
    );
    // The property says something only if every kind of finding came up.
    for (const [code, times] of Object.entries(told)) expect(times, code).toBeGreaterThan(0);
  });
});

/** The findings that say that a clause could be taken out. */
function claimOf(code: string, message: string) {
  if (code === 'rule-unreachable') return code;
  if (code === 'rule-overlap') return message.includes('never fires') ? code : null;
  return code === 'rule-redundant' && message.includes('below does anyway') ? code : null;
}

function documentOf({ derived, table, tables, rules, pointsMax }: AnalysisCase): RuleSetDocument {
  const written = tables ?? (table === undefined ? [] : [table]);
  return {
    $schema: ruleSetSchemaUrl,
    name: 'case',
    inputs: slots,
    ...(pointsMax === undefined ? {} : { pointsMax }),
    derived: Object.entries(derived ?? {}).map(([name, expression]) => ({ name, expression })),
    tables: written.map(({ hitPolicy = 'first', columns, rows }, index) => ({
      id: `t${index === 0 ? '' : String(index)}`,
      hitPolicy,
      columns: columns.map((input) => ({ input })),
      rows: Object.entries(rows).map(([id, row], position) =>
        clauseOf(id, 'when' in row ? row : { when: row }, position),
      ),
    })),
    rules: Object.entries(rules ?? {}).map(([id, rule], position) => clauseOf(id, rule, position)),
  };
}

function clauseOf<When>(
  id: string,
  { points, ...clause }: ShortClause<When>,
  position: number,
): ShortClause<When> & { id: string; then: readonly Outcome[] } {
  return { id, then: [{ do: 'accrue', points: points ?? String(position + 1) }], ...clause };
}

function programOf(document: RuleSetDocument): Program {
  const compiled = compileRuleSet(document, arbitrarySlots);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics));
  return compiled.program;
}

function withoutClause(document: RuleSetDocument, pointer: string): RuleSetDocument {
  const [, list, first, , second] = pointer.split('/');
  if (list === 'rules')
    return { ...document, rules: document.rules?.toSpliced(Number(first), 1) ?? [] };
  const tables = document.tables?.map((table, index) =>
    index === Number(first) ? { ...table, rows: table.rows.toSpliced(Number(second), 1) } : table,
  );
  return { ...document, tables: tables ?? [] };
}

function labelOf(document: RuleSetDocument, pointer: string): string {
  const [, , table, , row] = pointer.split('/');
  const found = document.tables?.[Number(table)];
  return `${found?.id ?? ''}/${found?.rows[Number(row)]?.id ?? ''}`;
}
