import { compileRuleSet, type Decision, type Program, type RuleSetDocument } from '@waybill/rules';
import type { CanonicalField } from '@waybill/tabular';
import type { MappedRow } from '../map-rows/mapped-row.ts';

/** The rules of a bundle do not fit the fields of its feed. Checked when a bundle is frozen, so this is a fault of ours. */
export class UnusableRules extends Error {
  override readonly name = 'UnusableRules';
}

/** The rules of a bundle, runnable on the records of its feed. @throws UnusableRules */
export function programFor(rules: RuleSetDocument, slots: readonly CanonicalField[]): Program {
  const compiled = compileRuleSet(rules, slots);
  if (compiled.ok) return compiled.program;
  const codes = compiled.diagnostics.map(({ code }) => code).join(', ');
  throw new UnusableRules(`The rule set does not compile for this feed: ${codes}`);
}

/** What the rules say about each row; null for a row that could not be read. */
export function applyRules(program: Program, rows: readonly MappedRow[]): (Decision | null)[] {
  return rows.map(({ values }) => (values === null ? null : program.evaluate(values)));
}
