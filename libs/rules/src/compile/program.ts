import type { Decision } from '../evaluate/decision.ts';
import { RowEvaluation } from '../evaluate/row-evaluation.ts';
import type { Trace } from '../trace/trace.ts';
import { traceRow } from '../trace/trace-row.ts';
import type { Value } from '../value.ts';
import type { CompiledRuleSet } from './compiled-rule-set.ts';

/** A compiled rule set. Not to be shared between threads; calls on one thread never interfere. */
export interface Program {
  /** What the rules say about one row. Total: it never throws for values of the slots' types, missing ones included. */
  readonly evaluate: (values: readonly Value[]) => Decision;
  /** The same decision, with how it came about. Far slower than `evaluate`. */
  readonly trace: (values: readonly Value[]) => Trace;
}

export function createProgram(ruleSet: CompiledRuleSet): Program {
  const row = new RowEvaluation(ruleSet);
  return {
    evaluate: (values) => row.evaluate(values),
    trace: (values) => traceRow(ruleSet, row, values),
  };
}
