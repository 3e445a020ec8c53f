import { describe, expect, it } from 'vitest';
import { compileRuleSet, type CompilationResult } from '../compile/compile-rule-set.ts';
import { ruleSetSchemaUrl, type RuleSetDocument } from '../document/rule-set-document.ts';
import { purchaseSlots } from '../testing/purchase-slots.ts';
import { valuesFor } from '../testing/written-values.ts';

describe('cells of a column that are written alike', () => {
  it('decide alike, each for its row', () => {
    const compiled = compileRuleSet(
      table('quantity', ['"S1"', '>= 3'], ['"S1"', '-'], ['"S2"', '>= 3']),
      slots,
    );

    const clauseFor = (store: string, quantity: number) =>
      compiled.ok && compiled.program.evaluate(valuesFor(slots, { store, quantity }));
    expect(clauseFor('S1', 3)).toMatchObject({ points: 1, clauses: 't/row-0' });
    expect(clauseFor('S1', 2)).toMatchObject({ points: 2, clauses: 't/row-1' });
    expect(clauseFor('S2', 3)).toMatchObject({ points: 3, clauses: 't/row-2' });
    expect(clauseFor('S2', 2)).toMatchObject({ kind: 'skip' });
  });

  it('are each found wrong where they stand', () => {
    const compiled = compileRuleSet(table('quantity', ['> 3', '-'], ['> 3', '-']), slots);

    expect(errorsOf(compiled)).toEqual(['/tables/0/rows/0/when/0', '/tables/0/rows/1/when/0']);
  });

  it('are looked at again where the columns before say something else', () => {
    const computed = 'quantity * 2 > 4';
    const compiled = compileRuleSet(
      table('category', ['has(quantity)', computed], ['-', computed]),
      slots,
    );

    expect(errorsOf(compiled)).toEqual(['/tables/0/rows/1/when/1']);
  });
});

const slots = purchaseSlots;

/** Where they are. */
function errorsOf(compiled: CompilationResult): string[] {
  const found = compiled.ok ? compiled.warnings : compiled.diagnostics;
  return found.flatMap(({ severity, pointer }) => (severity === 'error' ? [pointer] : []));
}

/** Of the store and another field; row n gives n + 1 points. */
function table(second: string, ...whens: [store: string, second: string][]): RuleSetDocument {
  return {
    $schema: ruleSetSchemaUrl,
    name: 'alike',
    inputs: [
      { name: 'store', type: 'text', optional: true },
      { name: 'quantity', type: 'integer', optional: true },
      { name: 'category', type: 'text', optional: true },
    ],
    tables: [
      {
        id: 't',
        hitPolicy: 'first',
        columns: [{ input: 'store' }, { input: second }],
        rows: whens.map((when, at) => ({
          id: `row-${String(at)}`,
          when,
          then: [{ do: 'accrue', points: String(at + 1) }],
        })),
      },
    ],
  };
}
