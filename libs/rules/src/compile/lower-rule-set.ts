import type {
  CheckedClause,
  CheckedGroup,
  CheckedInput,
  CheckedOutcome,
  CheckedRuleSet,
} from '../check/checked-rule-set.ts';
import { integer } from '../check/expression-type.ts';
import { lowerAs, lowerNumber } from '../check/numbers.ts';
import type { EvaluateBoolean } from '../evaluate/frame.ts';
import { ClauseIndex } from './clause-index.ts';
import type {
  CompiledClause,
  CompiledGroup,
  CompiledInput,
  CompiledOutcome,
  CompiledRuleSet,
} from './compiled-rule-set.ts';

/** Turns a checked rule set into closures and clause indexes. */
export function lowerRuleSet({
  inputs,
  facts,
  derived,
  groups,
  pointsMax,
  datePlace,
}: CheckedRuleSet): CompiledRuleSet {
  const counter = { next: 0 };
  const factNames = [...new Set(facts.map(({ fact }) => fact))];
  return {
    frameSize: Math.max(0, ...[...inputs, ...facts, ...derived].map(({ place }) => place + 1)),
    inputs: inputs.map(lowerInput),
    facts: facts.map(({ name, place, fact }) =>
      lowerInput({ name, place, type: integer, slot: factNames.indexOf(fact) }),
    ),
    factNames,
    derived: derived.map(({ name, place, expression }) => ({
      label: `derived/${name}`,
      name,
      place,
      type: expression.type,
      evaluate: expression.lower(),
    })),
    groups: groups.map((group) => lowerGroup(group, counter)),
    pointsMax,
    datePlace,
  };
}

function lowerInput({ name, slot, place, type }: CheckedInput): CompiledInput {
  const jsType = type.base === 'text' ? 'string' : type.base === 'boolean' ? 'boolean' : 'number';
  return { name, type, slot, place, optional: type.optional, jsType };
}

/** Numbers the clauses of a rule set. */
interface ClauseCounter {
  next: number;
}

function lowerGroup({ id, policy, clauses }: CheckedGroup, counter: ClauseCounter): CompiledGroup {
  return {
    id,
    policy,
    clauses: clauses.map((clause) => lowerClause(clause, counter.next++)),
    index: new ClauseIndex(
      clauses.map(({ conditions }) => conditions.map(({ expression }) => expression)),
    ),
    setsFields: clauses.some(({ outcomes }) => outcomes.some((outcome) => outcome.do === 'set')),
  };
}

function lowerClause(
  { label, conditions, outcomes }: CheckedClause,
  ordinal: number,
): CompiledClause {
  return {
    label,
    ordinal,
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
