import type { Evaluate } from '../evaluate/frame.ts';
import type { ComparisonOperator, Span } from '../parse/syntax-tree.ts';
import type { Value } from '../value.ts';
import type { ExpressionType } from './expression-type.ts';

/** A condition on nothing but one field; constants have the field's type and scale. */
export type FieldShape =
  | TestShape
  | OneOfShape
  | PresenceShape
  | { readonly kind: 'all' | 'any'; readonly parts: readonly FieldShape[] }
  | { readonly kind: 'not'; readonly part: FieldShape };

interface TestShape {
  readonly kind: 'test';
  readonly operator: ComparisonOperator;
  readonly value: string | number | boolean;
}

interface OneOfShape {
  readonly kind: 'one-of';
  readonly values: readonly (string | number | boolean)[];
}

interface PresenceShape {
  readonly kind: 'present' | 'missing';
}

interface AtPlace {
  /** The field's index in the frame. */
  readonly place: number;
}

/** What the compiler may know about an expression to decide it without running it. */
export type Shape =
  | { readonly kind: 'constant'; readonly value: Value }
  | ({ readonly kind: 'field' } & AtPlace)
  | (TestShape & AtPlace)
  | (OneOfShape & AtPlace)
  | (PresenceShape & AtPlace)
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Checked[] }
  | { readonly kind: 'not'; readonly part: Checked }
  | { readonly kind: 'opaque' };

export const opaque: Shape = { kind: 'opaque' };

/** An expression that has been type-checked. */
export interface Checked extends Span {
  readonly type: ExpressionType;
  readonly shape: Shape;
  /** Names that cannot be missing where this expression is true, and where it is false. */
  readonly presentWhenTrue: ReadonlySet<string>;
  readonly presentWhenFalse: ReadonlySet<string>;
  /** The field's name when the expression is nothing but a field. */
  readonly fieldName?: string;
  /** Builds the closure that computes the expression. */
  readonly lower: () => Evaluate;
}

export const noNames: ReadonlySet<string> = new Set();

/** A checked expression that tells nothing about missing values and has no shape that could be fused. */
export function plain(
  span: Span,
  type: ExpressionType,
  lower: () => Evaluate,
  shape: Shape = opaque,
): Checked {
  const { start, end } = span;
  return { start, end, type, shape, lower, presentWhenTrue: noNames, presentWhenFalse: noNames };
}

export function constant(span: Span, type: ExpressionType, value: Value): Checked {
  return plain(span, type, () => () => value, { kind: 'constant', value });
}

/** The value of a constant expression, else undefined. */
export function constantValue(node: Checked): Value | undefined {
  return node.shape.kind === 'constant' ? node.shape.value : undefined;
}
