import type { RuleSetDocument, TableRow } from '../src/index.ts';
import { twentyRules } from '../src/testing/twenty-rules.ts';

/** A table of so many rows over four columns, each row for a store, a category and ranges of amount and quantity. */
export function tallTable(rows: number): RuleSetDocument {
  const row = (at: number): TableRow => ({
    id: `row-${String(at)}`,
    when: [
      `"S${String(at % 250)}"`,
      at % 3 === 0 ? '-' : `"C${String(at % 20)}", "D${String(at % 7)}"`,
      `[${String(at)}..${String(at + 500)})`,
      at % 2 === 0 ? '-' : `>= ${String(at % 9)}`,
    ],
    then: [{ do: 'accrue', points: `floor(amount * ${String((at % 50) + 1)} * 0.1)` }],
  });
  const columns = ['store', 'category', 'amount', 'quantity'].map((input) => ({ input }));
  const { inputs, ...others } = twentyRules();
  return {
    ...others,
    inputs: inputs.filter(({ name }) => ['store', 'category', 'amount', 'quantity'].includes(name)),
    tables: [
      {
        id: 't',
        hitPolicy: 'first',
        columns,
        rows: Array.from({ length: rows }, (_, at) => row(at)),
      },
    ],
    rules: [],
  };
}
