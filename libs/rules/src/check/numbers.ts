import { exact, powerOfTen, scaleMax } from '../evaluate/exact-arithmetic.ts';
import type { Evaluate, EvaluateNumber } from '../evaluate/frame.ts';
import { constantValue } from './checked.ts';
import type { Checked } from './checked.ts';
import type { ExpressionType } from './expression-type.ts';
import type { NumberRange } from './number-range.ts';
import { anyNumber, between, withinNumbers } from './number-range.ts';

/** Builds the closure of a number expression. Only for expressions of base number, date or timestamp that are not optional. */
export function lowerNumber(node: Checked): EvaluateNumber {
  return node.lower() as EvaluateNumber;
}

/** The closure of a number expression, counted in units of 10^-scale; scaling up may leave the range. */
export function lowerAt(node: Checked, scale: number): EvaluateNumber {
  const evaluate = lowerNumber(node);
  if (scale === node.type.scale) return evaluate;
  const factor = powerOfTen(scale - node.type.scale);
  const value = constantValue(node);
  if (typeof value === 'number' && Number.isSafeInteger(value * factor))
    return () => value * factor;
  return (frame) => exact(evaluate(frame) * factor);
}

/** The closure of any expression, converted to a type that `commonType` gave: only numbers need scaling; null passes. */
export function lowerAs(node: Checked, type: ExpressionType): Evaluate {
  if (type.base !== 'number' || node.type.base !== 'number' || node.type.scale === type.scale)
    return node.lower();
  if (!node.type.optional) return lowerAt(node, type.scale);
  const evaluate = node.lower();
  const factor = powerOfTen(type.scale - node.type.scale);
  return (frame) => {
    const value = evaluate(frame);
    return typeof value === 'number' ? exact(value * factor) : value;
  };
}

type Ranged = Pick<Checked, 'range' | 'type'>;

/** Where a value lies, counted in units of 10^-scale; there it may be beyond the numbers. */
export function rangeAt({ range, type }: Ranged, scale: number): NumberRange {
  const factor = powerOfTen(scale - type.scale);
  return between(range.least * factor, range.most * factor, range.zero);
}

/** Where the values of expressions lie in the units of their common type, put together by `merge`. */
export function commonRange(
  nodes: readonly Ranged[],
  { scale }: ExpressionType,
  merge: (a: NumberRange, b: NumberRange) => NumberRange,
): NumberRange {
  const ranges = nodes.map((node) => withinNumbers(rangeAt(node, scale)) ?? anyNumber);
  const [first = anyNumber, ...others] = ranges;
  return others.reduce(merge, first);
}

/** True when a scale is more than intermediate results may have. */
export function tooFine(scale: number): boolean {
  return scale > scaleMax;
}
