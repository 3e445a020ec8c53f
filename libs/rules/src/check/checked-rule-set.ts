import type { ExpiryRule, FactName, Rule, TableRow } from '../document/rule-set-document.ts';
import type { Checked } from './checked.ts';
import type { ExpressionType } from './expression-type.ts';

/** A rule set whose every name and type has been resolved. `place` is an index in the frame, `slot` one in the record's values. */
export interface CheckedRuleSet {
  readonly inputs: readonly CheckedInput[];
  readonly facts: readonly CheckedFact[];
  readonly derived: readonly CheckedDerived[];
  /** Tables in order, then the rules as one group. */
  readonly groups: readonly CheckedGroup[];
  readonly pointsMax: number;
  /** Where the row's date stands; null when nothing depends on it. */
  readonly datePlace: number | null;
}

export interface CheckedInput {
  readonly name: string;
  readonly type: ExpressionType;
  readonly slot: number;
  readonly place: number;
}

export interface CheckedFact {
  readonly name: string;
  readonly fact: FactName;
  readonly place: number;
}

export interface CheckedDerived {
  readonly name: string;
  readonly place: number;
  readonly expression: Checked;
}

export interface CheckedGroup {
  readonly id: string;
  /** JSON pointer of the table or of the list of rules. */
  readonly pointer: string;
  /** Priority has become `first`, with the rows sorted. */
  readonly policy: 'first' | 'unique' | 'collect';
  readonly clauses: readonly CheckedClause[];
}

export interface CheckedClause {
  /** A rule's id, or `table/row`. */
  readonly label: string;
  readonly pointer: string;
  readonly written: Rule | TableRow;
  readonly conditions: readonly CheckedCondition[];
  readonly outcomes: readonly CheckedOutcome[];
}

export interface CheckedCondition {
  /** JSON pointer of the cell, condition or date. */
  readonly pointer: string;
  /** The text that the expression was read from, and the column that it is a cell of. */
  readonly text: string;
  readonly column: string | null;
  readonly expression: Checked;
}

export type CheckedOutcome =
  | { readonly do: 'reject' | 'warn' | 'skip'; readonly message: string }
  | {
      readonly do: 'set';
      readonly field: string;
      readonly place: number;
      readonly type: ExpressionType;
      readonly value: Checked;
    }
  | { readonly do: 'accrue'; readonly points: Checked; readonly expires: ExpiryRule | null }
  | { readonly do: 'reverse'; readonly points: Checked | null };
