import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compileRuleSet } from './compile/compile-rule-set.ts';
import { parseRuleSet } from './document/parse-rule-set.ts';
import { ruleSetSchemaUrl } from './document/rule-set-document.ts';
import type { FactName } from './document/rule-set-document.ts';
import type { Decision } from './evaluate/decision.ts';
import { cdnowRules, returnsRules, tieredRules } from './testing/example-rules.ts';
import { purchaseSlots } from './testing/purchase-slots.ts';
import type { Written } from './testing/written-values.ts';
import { valuesFor } from './testing/written-values.ts';
import { writeDate } from './written-value.ts';

/** A file of cases/rule-sets: a document, or the name of an example, and what it decides about rows. */
interface RuleSetCases {
  readonly about: string;
  readonly example?: keyof typeof examples;
  readonly document?: object;
  readonly rows: readonly RowCase[];
}

interface RowCase {
  readonly row: Readonly<Record<string, Written>>;
  /** What is known about the row's member; 0 where nothing is written, or null to leave a needed fact out. */
  readonly facts?: Readonly<Partial<Record<FactName, number>>> | null;
  /** The part of the decision that matters; dates as YYYY-MM-DD. */
  readonly decision: object;
  readonly why?: string;
}

const examples = { cdnowRules, tieredRules, returnsRules };
const folder = new URL('../cases/rule-sets/', import.meta.url);

for (const file of readdirSync(folder)) {
  const cases = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as RuleSetCases;
  describe(`rule set ${file.replace('.json', '')}: ${cases.about}`, () => {
    const { evaluate, trace, facts } = programOf(cases);

    it.each(cases.rows.map((one) => [titleOf(one), one] as const))(
      '%s',
      (_title, { row, decision, facts: known = {} }) => {
        const values = valuesFor(purchaseSlots, row);
        const numbers = known === null ? undefined : facts.map((name) => known[name] ?? 0);
        expect(readable(evaluate(values, numbers))).toMatchObject(decision);
        expect(trace(values, numbers).decision).toEqual(evaluate(values, numbers));
      },
    );
  });
}

function programOf({ example, document }: RuleSetCases) {
  const parsed = parseRuleSet(
    example === undefined ? { $schema: ruleSetSchemaUrl, ...document } : examples[example](),
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics));
  const compiled = compileRuleSet(parsed.document, purchaseSlots);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics));
  return compiled.program;
}

function readable(decision: Decision): object {
  if (decision.kind !== 'accrue' || decision.expiresOn === null) return decision;
  return { ...decision, expiresOn: writeDate(decision.expiresOn) };
}

function titleOf({ row, facts, why }: RowCase): string {
  return JSON.stringify({ ...row, ...facts }) + (why === undefined ? '' : ` (${why})`);
}
