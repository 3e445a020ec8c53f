import type { Decision } from '../evaluate/decision.ts';
import type { Value } from '../value.ts';

/** How a decision came about, in the order in which things were tried. */
export interface Trace {
  readonly decision: Decision;
  readonly steps: readonly TraceStep[];
}

export type TraceStep =
  ({ readonly kind: 'input' | 'derived'; readonly name: string } & TracedValue) | ClauseStep;

/** A value with what is needed to show it. */
export interface TracedValue {
  readonly value: Value;
  readonly type: 'text' | 'number' | 'date' | 'timestamp' | 'boolean' | 'null';
  /** Digits after the point of a number. */
  readonly scale: number;
}

/** A table row or rule that was tried. */
export interface ClauseStep {
  readonly kind: 'clause';
  readonly clause: string;
  /** Its dates and cells, or its condition, in the order in which they are tested. */
  readonly conditions: readonly TracedCondition[];
  readonly matched: boolean;
  /** What it did; empty when it did not match. */
  readonly effects: readonly TracedEffect[];
}

export interface TracedCondition {
  /** JSON pointer in the document. */
  readonly pointer: string;
  /** `not-reached` after the first one that does not hold; `failed` when it ended the row with an error. */
  readonly result: 'holds' | 'does-not-hold' | 'not-reached' | 'failed';
}

export type TracedEffect =
  | { readonly do: 'accrue' | 'reverse'; readonly points: number | null }
  | ({ readonly do: 'set'; readonly field: string } & TracedValue)
  | { readonly do: 'reject' | 'warn' | 'skip'; readonly message: string };
