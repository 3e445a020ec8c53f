import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { RuleSetDocument } from '../document/rule-set-document.ts';
import { ruleSetSchemaUrl } from '../document/rule-set-document.ts';
import { EvaluationFailure } from '../evaluate/evaluation-failure.ts';
import type { Frame } from '../evaluate/frame.ts';
import {
  arbitraryCondition,
  arbitraryNumber,
  arbitraryRow,
  arbitrarySlots,
} from '../testing/arbitrary-rules.ts';
import type { Value } from '../value.ts';
import { checkRuleSet } from './check-rule-set.ts';
import type { Checked } from './checked.ts';

it('every value that an expression has, after the conditions before it, lies in its range', () => {
  const seen = { values: 0, narrow: 0 };
  const rows = fc.array(arbitraryRow, { minLength: 30, maxLength: 30 });
  fc.assert(
    fc.property(arbitraryCondition, arbitraryNumber, rows, (when, number, frames) => {
      const clause = clauseOf(when, number);
      if (clause === null) return;
      const { least, most, zero } = clause.points.range;
      for (const row of frames) {
        // Facts stand behind the inputs.
        const frame = [...row, 12, 3];
        if (row.some(isMissing) || valueOf(clause.condition, frame) !== true) continue;
        const value = valueOf(clause.points, frame);
        if (typeof value !== 'number') continue;
        expect(value).toBeGreaterThanOrEqual(least);
        expect(value).toBeLessThanOrEqual(most);
        expect(value !== 0 || zero).toBe(true);
        seen.values += 1;
        if (!zero || most - least < 1_000) seen.narrow += 1;
      }
    }),
    { numRuns: 1_000, seed: 20261129 },
  );
  // The property says something only if ranges were narrower than all numbers.
  expect(seen.values).toBeGreaterThan(1_000);
  expect(seen.narrow).toBeGreaterThan(300);
});

function isMissing(value: Value, index: number): boolean {
  return value === null && arbitrarySlots[index]?.optional !== true;
}

function clauseOf(when: string, number: string): { condition: Checked; points: Checked } | null {
  const document: RuleSetDocument = {
    $schema: ruleSetSchemaUrl,
    name: 'arbitrary',
    inputs: [
      ...arbitrarySlots,
      { name: 'held', type: 'integer', fact: 'balance' },
      { name: 'soFar', type: 'integer', fact: 'accruedThisMonth' },
    ],
    rules: [{ id: 'a', when, then: [{ do: 'accrue', points: `round(${number})` }] }],
  };
  const { ruleSet, ok } = checkRuleSet(document, arbitrarySlots);
  const clause = ruleSet.groups[0]?.clauses[0];
  const [outcome] = clause?.outcomes ?? [];
  const condition = clause?.conditions.at(-1)?.expression;
  if (!ok || condition === undefined || outcome?.do !== 'accrue') return null;
  return { condition, points: outcome.points };
}

/** Undefined when the row fails. */
function valueOf(expression: Checked, frame: Frame): Value | undefined {
  try {
    return expression.lower()(frame);
  } catch (failure) {
    if (failure instanceof EvaluationFailure) return undefined;
    throw failure;
  }
}
