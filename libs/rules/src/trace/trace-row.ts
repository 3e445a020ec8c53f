import type { ExpressionType } from '../check/expression-type.ts';
import type {
  CompiledClause,
  CompiledGroup,
  CompiledOutcome,
  CompiledRuleSet,
} from '../compile/compiled-rule-set.ts';
import type { Decision } from '../evaluate/decision.ts';
import type { Frame } from '../evaluate/frame.ts';
import { twoMatches } from '../evaluate/row-evaluation.ts';
import type { RowEvaluation } from '../evaluate/row-evaluation.ts';
import type { Value } from '../value.ts';
import type { Trace, TraceStep, TracedCondition, TracedEffect, TracedValue } from './trace.ts';

/**
 * Evaluates a row and writes down every step. Conditions are run one by one here and fused in `evaluate`, so that comparing both is
 * a test of each.
 */
export function traceRow(
  ruleSet: CompiledRuleSet,
  row: RowEvaluation,
  values: readonly Value[],
  facts: readonly number[],
): Trace {
  const steps: TraceStep[] = [];
  try {
    row.begin(values, facts);
    for (const { name, place, type } of [...ruleSet.inputs, ...ruleSet.facts]) {
      steps.push({ kind: 'input', name, ...traced(row.frame[place] ?? null, type) });
    }
    for (const { name, label, place, type, evaluate } of ruleSet.derived) {
      row.enter(label);
      const value = evaluate(row.frame);
      row.frame[place] = value;
      steps.push({ kind: 'derived', name, ...traced(value, type) });
    }
    for (const group of ruleSet.groups) {
      const decision = traceGroup(group, row, steps);
      if (decision !== null) return { decision, steps };
    }
    return { decision: row.conclude(), steps };
  } catch (failure) {
    return { decision: row.fail(failure), steps };
  }
}

function traceGroup(group: CompiledGroup, row: RowEvaluation, steps: TraceStep[]): Decision | null {
  if (group.policy === 'unique') return traceUnique(group, row, steps);
  for (const [index, clause] of group.clauses.entries()) {
    row.enter(clause.label);
    if (!traceConditions(clause, row.frame, steps)) continue;
    const decision = traceFiring(group, index, row, steps);
    if (decision !== null || group.policy === 'first') return decision;
  }
  return null;
}

function traceUnique(
  group: CompiledGroup,
  row: RowEvaluation,
  steps: TraceStep[],
): Decision | null {
  let first = -1;
  for (const [index, clause] of group.clauses.entries()) {
    row.enter(clause.label);
    if (!traceConditions(clause, row.frame, steps)) continue;
    if (first >= 0) {
      row.enter(group.id);
      throw twoMatches(group, first, index);
    }
    first = index;
  }
  return first < 0 ? null : traceFiring(group, first, row, steps);
}

/** Tests the conditions in order up to the first that does not hold, and notes the clause as tried. */
function traceConditions(clause: CompiledClause, frame: Frame, steps: TraceStep[]): boolean {
  const conditions: TracedCondition[] = clause.conditions.map(({ pointer }) => ({
    pointer,
    result: 'not-reached',
  }));
  let matched = true;
  const note = (index: number, pointer: string, result: TracedCondition['result']) => {
    conditions[index] = { pointer, result };
  };
  try {
    for (const [index, { pointer, test }] of clause.conditions.entries()) {
      note(index, pointer, 'failed');
      matched = test(frame);
      note(index, pointer, matched ? 'holds' : 'does-not-hold');
      if (!matched) break;
    }
  } catch (failure) {
    matched = false;
    throw failure;
  } finally {
    steps.push({ kind: 'clause', clause: clause.label, conditions, matched, effects: [] });
  }
  return matched;
}

/** Fires a clause and adds what it did to its step. */
function traceFiring(
  group: CompiledGroup,
  index: number,
  row: RowEvaluation,
  steps: TraceStep[],
): Decision | null {
  const clause = group.clauses[index];
  const at = steps.findLastIndex((step) => step.kind === 'clause' && step.clause === clause?.label);
  const step = steps[at];
  if (clause === undefined || step?.kind !== 'clause') return null;
  const effects: TracedEffect[] = [];
  steps[at] = { ...step, effects };
  row.enter(clause.label);
  for (const outcome of clause.outcomes) {
    effects.push(traceEffect(outcome, row.frame));
    const decision = row.apply(outcome, clause);
    if (decision !== null) return decision;
  }
  return null;
}

function traceEffect(outcome: CompiledOutcome, frame: Frame): TracedEffect {
  switch (outcome.do) {
    case 'accrue':
    case 'reverse':
      return { do: outcome.do, points: outcome.points === null ? null : outcome.points(frame) };
    case 'set':
      return { do: 'set', field: outcome.field, ...traced(outcome.value(frame), outcome.type) };
    default:
      return { do: outcome.do, message: outcome.message };
  }
}

function traced(value: Value, { base, scale }: ExpressionType): TracedValue {
  return { value, type: base, scale };
}
