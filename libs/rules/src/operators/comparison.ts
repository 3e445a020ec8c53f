import type { Checked, Shape } from '../check/checked.ts';
import { constantValue, opaque, plain } from '../check/checked.ts';
import type { ExpressionType } from '../check/expression-type.ts';
import { boolean, commonType, describe } from '../check/expression-type.ts';
import { requirePresent } from '../check/require-type.ts';
import type { Report } from '../check/scope.ts';
import { compareScaled, powerOfTen } from '../evaluate/exact-arithmetic.ts';
import type { Evaluate, EvaluateBoolean } from '../evaluate/frame.ts';
import type { ComparisonOperator, Span } from '../parse/syntax-tree.ts';
import type { Value } from '../value.ts';
import { knownByComparison } from './known-by-comparison.ts';
import { compareTexts } from './text-order.ts';

/** Orders two present values of one base: negative, zero or positive. */
type Order = (left: Value, right: Value) => number;

const orderMatches: Readonly<Record<ComparisonOperator, (order: number) => boolean>> = {
  '==': (order) => order === 0,
  '!=': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

/**
 * == and != work on two values of one type, missing or not: a missing value equals only null.
 * < <= > >= need values that cannot be missing. Undefined when it has been reported.
 */
export function checkComparison(
  at: Span,
  operator: ComparisonOperator,
  left: Checked,
  right: Checked,
  report: Report,
): Checked | undefined {
  const common = commonType(left.type, right.type);
  if (common === undefined) {
    return report(
      'rule-type',
      at,
      `${describe(left.type)} cannot be compared with ${describe(right.type)}.`.replace(/^a/, 'A'),
    );
  }
  if (operator !== '==' && operator !== '!=') {
    const fits = requirePresent(left, report);
    if (!requirePresent(right, report) || !fits) return undefined;
    if (common.base === 'boolean')
      return report('rule-type', at, `true and false have no order. Use == or !=.`);
  }
  const node = plain(
    at,
    boolean,
    [left, right],
    () => lowerComparison(operator, left, right),
    comparisonShape(operator, left, right),
  );
  return { ...node, ...knownByComparison(operator, left, right) };
}

function comparisonShape(operator: ComparisonOperator, left: Checked, right: Checked): Shape {
  if (left.shape.kind !== 'field') return opaque;
  const value = scaledConstant(right, left.type);
  if (value === null) {
    const { place } = left.shape;
    if (operator === '==') return { kind: 'missing', place };
    return operator === '!=' ? { kind: 'present', place } : opaque;
  }
  if (value === undefined) return opaque;
  if (typeof value === 'string' && operator !== '==' && operator !== '!=') return opaque;
  return { kind: 'test', place: left.shape.place, operator, value };
}

/** A constant in the units of another type, when it has an exact value there. */
export function scaledConstant(node: Checked, type: ExpressionType): Value | undefined {
  const value = constantValue(node);
  if (typeof value !== 'number' || type.base !== 'number') return value;
  if (node.type.scale > type.scale) return undefined;
  const scaled = value * powerOfTen(type.scale - node.type.scale);
  return Number.isSafeInteger(scaled) ? scaled : undefined;
}

function lowerComparison(operator: ComparisonOperator, left: Checked, right: Checked): Evaluate {
  const [a, b] = [left.lower(), right.lower()];
  const matches = orderMatches[operator];
  const order = orderOf(left.type, right.type);
  if (left.type.optional || right.type.optional)
    return lowerEquality(operator === '==', a, b, order);
  return (frame) => matches(order(a(frame), b(frame)));
}

function lowerEquality(equal: boolean, a: Evaluate, b: Evaluate, order: Order): EvaluateBoolean {
  return (frame) => {
    const [left, right] = [a(frame), b(frame)];
    const same = left === null || right === null ? left === right : order(left, right) === 0;
    return same === equal;
  };
}

/** How two values of these types are ordered. Numbers of different scales are compared exactly and never overflow. */
export function orderOf(left: ExpressionType, right: ExpressionType): Order {
  if (left.base === 'text' && right.base === 'text')
    return (a, b) => compareTexts(a as string, b as string);
  if (left.base === 'boolean' || right.base === 'boolean') return (a, b) => (a === b ? 0 : 1);
  if (left.scale === right.scale) return (a, b) => (a as number) - (b as number);
  const scale = Math.max(left.scale, right.scale);
  const [leftFactor, rightFactor] = [
    powerOfTen(scale - left.scale),
    powerOfTen(scale - right.scale),
  ];
  return (a, b) => compareScaled(a as number, leftFactor, b as number, rightFactor);
}
