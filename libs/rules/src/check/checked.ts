import type { Evaluate } from '../evaluate/frame.ts';
import type { ComparisonOperator, Span } from '../parse/syntax-tree.ts';
import type { Value } from '../value.ts';
import type { ExpressionType } from './expression-type.ts';
import type { Known } from './known.ts';
import { nothingKnown } from './known.ts';
import type { NumberRange } from './number-range.ts';
import { anyNumber, exactly } from './number-range.ts';

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
  /** How many steps computing it takes at most. */
  readonly work: number;
  /** Where the values of a number, date or timestamp lie, when it has one. */
  readonly range: NumberRange;
  /** What holds of fields where this expression is true, and where it is false. */
  readonly knownWhenTrue: Known;
  readonly knownWhenFalse: Known;
  /** The field's name when the expression is nothing but a field. */
  readonly fieldName?: string;
  /** Builds the closure that computes the expression. */
  readonly lower: () => Evaluate;
}

/** A checked expression made of others that says nothing about fields or its own range. */
export function plain(
  span: Span,
  type: ExpressionType,
  parts: readonly Checked[],
  lower: () => Evaluate,
  shape: Shape = opaque,
): Checked {
  const { start, end } = span;
  return {
    start,
    end,
    type,
    shape,
    lower,
    // A test of one field against constants is one step, whatever it is made of.
    work: 'place' in shape ? 1 : parts.reduce((sum, part) => sum + part.work, 1),
    range: anyNumber,
    knownWhenTrue: nothingKnown,
    knownWhenFalse: nothingKnown,
  };
}

export function constant(span: Span, type: ExpressionType, value: Value): Checked {
  const node = plain(span, type, [], () => () => value, { kind: 'constant', value });
  return typeof value === 'number' ? { ...node, range: exactly(value) } : node;
}

/** The value of a constant expression, else undefined. */
export function constantValue(node: Checked): Value | undefined {
  return node.shape.kind === 'constant' ? node.shape.value : undefined;
}
