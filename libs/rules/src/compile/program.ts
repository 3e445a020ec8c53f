import type { FactName } from '../document/rule-set-document.ts';
import type { Decision } from '../evaluate/decision.ts';
import { RowEvaluation } from '../evaluate/row-evaluation.ts';
import type { Trace } from '../trace/trace.ts';
import { traceRow } from '../trace/trace-row.ts';
import type { Value } from '../value.ts';
import type { CompiledRuleSet } from './compiled-rule-set.ts';

/** A compiled rule set. Not to be shared between threads; calls on one thread never interfere. */
export interface Program {
  /** The facts about a row's member that the rules use, in the order in which `evaluate` takes them; mostly none. */
  readonly facts: readonly FactName[];
  /**
   * What the rules say about one row. Total: it never throws for values of the slots' types, missing ones included.
   * A fact that the rules use and that is not handed in fails the row.
   */
  readonly evaluate: (values: readonly Value[], facts?: readonly number[]) => Decision;
  /** The same decision, with how it came about. Far slower than `evaluate`. */
  readonly trace: (values: readonly Value[], facts?: readonly number[]) => Trace;
}

const noFacts: readonly number[] = [];

export function createProgram(ruleSet: CompiledRuleSet): Program {
  const row = new RowEvaluation(ruleSet);
  return {
    facts: ruleSet.factNames,
    evaluate: (values, facts = noFacts) => row.evaluate(values, facts),
    trace: (values, facts = noFacts) => traceRow(ruleSet, row, values, facts),
  };
}
