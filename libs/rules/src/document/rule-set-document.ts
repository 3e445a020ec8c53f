import type { ValueType } from '../value.ts';
import type { TestCase } from './test-case.ts';

export const ruleSetSchemaUrl = 'https://waybill.dev/schemas/rule-set-1.json';

/**
 * A rule set as people write it and as versions freeze it.
 *
 * Every expression is text in the language of `language.md`.
 * Order of evaluation for a row: derived fields in their order, then tables in their order, then rules in theirs.
 * The first reject, skip or reverse that is reached decides the row and ends it; accruals collected before it are dropped.
 * Otherwise the accruals of all clauses that fired are summed into one result.
 */
export interface RuleSetDocument {
  readonly $schema: typeof ruleSetSchemaUrl;
  readonly name: string;
  readonly description?: string;
  readonly inputs: readonly InputDeclaration[];
  /** The required date input that effective dates, expiry and facts count from. Default `occurredOn`. */
  readonly dateInput?: string;
  /** A row that would earn more fails with RULE-008. Default 1,000,000. */
  readonly pointsMax?: number;
  readonly valueMaps?: readonly ValueMap[];
  readonly derived?: readonly DerivedField[];
  readonly tables?: readonly DecisionTable[];
  readonly rules?: readonly Rule[];
  readonly tests?: readonly TestCase[];
}

/**
 * What can be known about the row's member before the row: points granted by the partner, less what was reversed; all of them, or
 * those of the month or year of the row's date. Whole and never missing: 0 for a member that nothing was granted to.
 */
export const factNames = ['balance', 'accruedThisMonth', 'accruedThisYear'] as const;

export type FactName = (typeof factNames)[number];

/** A field of the feed that the rules read. Expressions may use it without a guard unless it is `optional`. */
export interface InputDeclaration {
  readonly name: string;
  readonly type: ValueType;
  /** Makes it a fact about the row's member instead of a field of the feed. Always an integer. */
  readonly fact?: FactName;
  readonly scale?: number;
  /** True when rows may lack the value. A row that lacks a value that is not optional fails with RULE-005. */
  readonly optional?: boolean;
}

/** Codes to values, for `lookup`. Values are written as text (`"2.0"`, `"2026-01-31"`, `"true"`) and typed by `type`. */
export interface ValueMap {
  readonly name: string;
  readonly type: ValueType;
  readonly scale?: number;
  readonly entries: Readonly<Record<string, string>>;
}

/** Computed once per row before any table, from inputs and earlier derived fields; a later `set` does not change it. */
export interface DerivedField {
  readonly name: string;
  readonly expression: string;
}

/**
 * first: the first matching row fires · unique: as first, and a second match is an error · collect: every matching row fires ·
 * priority: the matching row with the highest `priority` fires, the earlier row on a tie.
 */
export type HitPolicy = 'first' | 'unique' | 'collect' | 'priority';

export interface DecisionTable {
  readonly id: string;
  readonly title?: string;
  readonly hitPolicy: HitPolicy;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
}

/** Names the input or derived field that the column's cells test. */
export interface TableColumn {
  readonly input: string;
}

export interface EffectivePeriod {
  /** First day on which the clause applies, `YYYY-MM-DD`, inclusive. */
  readonly effectiveFrom?: string;
  /** Last day on which the clause applies, `YYYY-MM-DD`, inclusive. */
  readonly effectiveTo?: string;
}

export interface TableRow extends EffectivePeriod {
  readonly id: string;
  readonly title?: string;
  /** One cell per column: `-`, `> 100`, `"GOLD", "SILVER"`, `[100..200)`, `in [1, 2]`, or a whole condition. */
  readonly when: readonly string[];
  /** Only for hit policy `priority`. Default 0. */
  readonly priority?: number;
  readonly then: readonly Outcome[];
}

export interface Rule extends EffectivePeriod {
  readonly id: string;
  readonly title?: string;
  readonly when: string;
  readonly then: readonly Outcome[];
}

/** When points of an accrual expire: `months` after the row's date, moved to the end of that day, month or year. */
export interface ExpiryRule {
  readonly months: number;
  readonly endOf?: 'day' | 'month' | 'year';
}

export type Outcome =
  | { readonly do: 'reject'; readonly message: string }
  | { readonly do: 'warn'; readonly message: string }
  | { readonly do: 'skip'; readonly reason: string }
  | { readonly do: 'set'; readonly field: string; readonly value: string }
  | { readonly do: 'accrue'; readonly points: string; readonly expires?: ExpiryRule }
  | { readonly do: 'reverse'; readonly points?: string };
