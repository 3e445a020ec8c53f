import { checkRuleSet } from '../check/check-rule-set.ts';
import type {
  CheckedClause,
  CheckedGroup,
  CheckedInput,
  CheckedOutcome,
  CheckedRuleSet,
} from '../check/checked-rule-set.ts';
import { lowerAs, lowerNumber } from '../check/numbers.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { RuleSetDocument } from '../document/rule-set-document.ts';
import type { EvaluateBoolean } from '../evaluate/frame.ts';
import type { Slot } from '../value.ts';
import type {
  CompiledClause,
  CompiledGroup,
  CompiledInput,
  CompiledOutcome,
  CompiledRuleSet,
} from './compiled-rule-set.ts';
import type { Program } from './program.ts';
import { createProgram } from './program.ts';

export type CompilationResult =
  | { readonly ok: true; readonly program: Program; readonly warnings: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/**
 * Checks a document against the fields of a feed and makes it runnable. `slots` describe the values that the program will be given,
 * in their order. Without success the diagnostics are errors and warnings.
 */
export function compileRuleSet(
  document: RuleSetDocument,
  slots: readonly Slot[],
): CompilationResult {
  const { ruleSet, diagnostics, ok } = checkRuleSet(document, slots);
  if (!ok) return { ok: false, diagnostics };
  return { ok: true, program: createProgram(lowerRuleSet(ruleSet)), warnings: diagnostics };
}

function lowerRuleSet({
  inputs,
  derived,
  groups,
  pointsMax,
  datePlace,
}: CheckedRuleSet): CompiledRuleSet {
  return {
    frameSize: Math.max(0, ...[...inputs, ...derived].map(({ place }) => place + 1)),
    inputs: inputs.map(lowerInput),
    derived: derived.map(({ name, place, expression }) => ({
      label: `derived/${name}`,
      name,
      place,
      type: expression.type,
      evaluate: expression.lower(),
    })),
    groups: groups.map(lowerGroup),
    pointsMax,
    datePlace,
  };
}

function lowerInput({ name, slot, place, type }: CheckedInput): CompiledInput {
  const jsType = type.base === 'text' ? 'string' : type.base === 'boolean' ? 'boolean' : 'number';
  return { name, slot, place, optional: type.optional, jsType };
}

function lowerGroup({ id, policy, clauses }: CheckedGroup): CompiledGroup {
  const compiled = clauses.map(lowerClause);
  return {
    id,
    policy,
    clauses: compiled,
    match: (frame, from) => {
      for (let index = from; index < compiled.length; index += 1) {
        if (compiled[index]?.conditions.every(({ test }) => test(frame))) return index;
      }
      return -1;
    },
  };
}

function lowerClause({ label, conditions, outcomes }: CheckedClause): CompiledClause {
  return {
    label,
    conditions: conditions.map(({ pointer, expression }) => ({
      pointer,
      test: expression.lower() as EvaluateBoolean,
    })),
    outcomes: outcomes.map(lowerOutcome),
  };
}

function lowerOutcome(outcome: CheckedOutcome): CompiledOutcome {
  switch (outcome.do) {
    case 'set':
      return { ...outcome, value: lowerAs(outcome.value, outcome.type) };
    case 'accrue':
      return { ...outcome, points: lowerNumber(outcome.points) };
    case 'reverse':
      return { do: 'reverse', points: outcome.points && lowerNumber(outcome.points) };
    default:
      return outcome;
  }
}
