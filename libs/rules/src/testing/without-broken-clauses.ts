import { compileRuleSet } from '../compile/compile-rule-set.ts';
import type { RuleSetDocument } from '../document/rule-set-document.ts';
import { arbitrarySlots } from './arbitrary-rules.ts';

/** Random clauses are not always well typed; the checker says which ones are not. */
export function withoutBrokenClauses(document: RuleSetDocument): RuleSetDocument {
  const compiled = compileRuleSet(document, arbitrarySlots);
  const pointers = compiled.ok ? [] : compiled.diagnostics.map(({ pointer }) => `${pointer}/`);
  const sound = (place: string) => !pointers.some((pointer) => pointer.startsWith(`${place}/`));
  return {
    ...document,
    rules: (document.rules ?? []).filter((_, rule) => sound(`/rules/${rule}`)),
    tables: (document.tables ?? []).map((table, index) => ({
      ...table,
      rows: table.rows.filter((_, row) => sound(`/tables/${index}/rows/${row}`)),
    })),
  };
}
