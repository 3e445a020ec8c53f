import type { ExpiryRule, FactName } from '../document/rule-set-document.ts';
import type { Evaluate, EvaluateBoolean, EvaluateNumber, Frame } from '../evaluate/frame.ts';
import type { Value } from '../value.ts';
import type { ExpressionType } from '../check/expression-type.ts';
import type { ClauseIndex } from './clause-index.ts';

/** A rule set in the form that runs: closures over places of the frame, no names left to resolve. */
export interface CompiledRuleSet {
  readonly frameSize: number;
  readonly inputs: readonly CompiledInput[];
  /** Facts about the member; their `slot` is an index in `factNames`. */
  readonly facts: readonly CompiledInput[];
  /** Which facts a row is evaluated with, in the order in which they are handed in. */
  readonly factNames: readonly FactName[];
  readonly derived: readonly CompiledDerived[];
  readonly groups: readonly CompiledGroup[];
  readonly pointsMax: number;
  readonly datePlace: number | null;
}

export interface CompiledInput {
  readonly name: string;
  readonly type: ExpressionType;
  readonly slot: number;
  readonly place: number;
  readonly optional: boolean;
  readonly jsType: 'string' | 'number' | 'boolean';
}

export interface CompiledDerived {
  readonly label: string;
  readonly name: string;
  readonly type: ExpressionType;
  readonly place: number;
  readonly evaluate: Evaluate;
}

export interface CompiledGroup {
  readonly id: string;
  readonly policy: 'first' | 'unique' | 'collect';
  readonly clauses: readonly CompiledClause[];
  readonly index: ClauseIndex;
  /** True when a clause sets a field, so that what follows must be looked up anew. */
  readonly setsFields: boolean;
}

export interface CompiledClause {
  readonly label: string;
  /** Counted through all groups, from 0. */
  readonly ordinal: number;
  readonly conditions: readonly CompiledCondition[];
  readonly outcomes: readonly CompiledOutcome[];
}

export interface CompiledCondition {
  readonly pointer: string;
  readonly test: EvaluateBoolean;
}

export type CompiledOutcome =
  | { readonly do: 'reject' | 'warn' | 'skip'; readonly message: string }
  | {
      readonly do: 'set';
      readonly field: string;
      readonly type: ExpressionType;
      readonly place: number;
      readonly value: (frame: Frame) => Value;
    }
  | { readonly do: 'accrue'; readonly points: EvaluateNumber; readonly expires: ExpiryRule | null }
  | { readonly do: 'reverse'; readonly points: EvaluateNumber | null };
