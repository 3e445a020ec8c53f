import type { Explanation } from '@waybill/contracts';
import type { RuleSetDocument } from '@waybill/rules';

type Clauses = Explanation['rule']['clauses'];

/** The clauses named in an entry (`base`, `tiers/gold`, joined by `+`) as they are written in the rule set, as JSON. */
export function clausesOf(rules: RuleSetDocument | null, named: string): Clauses {
  return named
    .split('+')
    .filter((id) => id !== '')
    .map((id) => ({ id, text: JSON.stringify(clauseOf(rules, id) ?? null) }));
}

function clauseOf(rules: RuleSetDocument | null, id: string): unknown {
  const rule = rules?.rules?.find((candidate) => candidate.id === id);
  if (rule) return rule;
  const [tableId, ...rest] = id.split('/');
  const table = rules?.tables?.find((candidate) => candidate.id === tableId);
  const row = table?.rows.find((candidate) => candidate.id === rest.join('/'));
  if (!table || !row) return undefined;
  // A row's cells say nothing without the columns that they test.
  return { table: table.id, columns: table.columns.map(({ input }) => input), ...row };
}
