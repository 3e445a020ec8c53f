import { exact, powerOfTen, scaleMax } from '../evaluate/exact-arithmetic.ts';
import type { Evaluate, EvaluateNumber } from '../evaluate/frame.ts';
import { constantValue } from './checked.ts';
import type { Checked } from './checked.ts';
import type { ExpressionType } from './expression-type.ts';

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

/** True when a scale is more than intermediate results may have. */
export function tooFine(scale: number): boolean {
  return scale > scaleMax;
}
