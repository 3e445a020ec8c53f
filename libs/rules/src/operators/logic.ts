import type { Checked } from '../check/checked.ts';
import { plain } from '../check/checked.ts';
import { boolean } from '../check/expression-type.ts';
import { knownByBoth, knownByEither } from '../check/known.ts';
import { requireBase } from '../check/require-type.ts';
import type { Report } from '../check/scope.ts';
import type { EvaluateBoolean } from '../evaluate/frame.ts';
import type { LogicOperator, Span } from '../parse/syntax-tree.ts';

/**
 * && and ||, from left to right: the right side is not computed when the left one decides, so a guard on the left protects it.
 * Undefined when it has been reported.
 */
export function checkLogic(
  at: Span,
  operator: LogicOperator,
  left: Checked,
  right: Checked,
  report: Report,
): Checked | undefined {
  const fits = requireBase(left, 'boolean', `The left side of ${operator}`, report);
  if (!requireBase(right, 'boolean', `The right side of ${operator}`, report) || !fits)
    return undefined;
  return operator === '&&' ? both(at, left, right) : either(at, left, right);
}

/** Left and right, both already known to be boolean. */
export function both(at: Span, left: Checked, right: Checked): Checked {
  if (left.shape.kind === 'constant' && left.shape.value === true) return right;
  const node = plain(at, boolean, [left, right], () => {
    const [a, b] = [left.lower() as EvaluateBoolean, right.lower() as EvaluateBoolean];
    return (frame) => a(frame) && b(frame);
  });
  return {
    ...node,
    shape: { kind: 'all', parts: [left, right] },
    knownWhenTrue: knownByBoth(left.knownWhenTrue, right.knownWhenTrue),
    knownWhenFalse: knownByEither(left.knownWhenFalse, right.knownWhenFalse),
  };
}

/** Left or right, both already known to be boolean. */
export function either(at: Span, left: Checked, right: Checked): Checked {
  const node = plain(at, boolean, [left, right], () => {
    const [a, b] = [left.lower() as EvaluateBoolean, right.lower() as EvaluateBoolean];
    return (frame) => a(frame) || b(frame);
  });
  return {
    ...node,
    shape: { kind: 'any', parts: [left, right] },
    knownWhenTrue: knownByEither(left.knownWhenTrue, right.knownWhenTrue),
    knownWhenFalse: knownByBoth(left.knownWhenFalse, right.knownWhenFalse),
  };
}

/** !x */
export function checkNot(at: Span, operand: Checked, report: Report): Checked | undefined {
  if (!requireBase(operand, 'boolean', 'What follows !', report)) return undefined;
  const node = plain(at, boolean, [operand], () => {
    const evaluate = operand.lower() as EvaluateBoolean;
    return (frame) => !evaluate(frame);
  });
  return {
    ...node,
    shape: { kind: 'not', part: operand },
    knownWhenTrue: operand.knownWhenFalse,
    knownWhenFalse: operand.knownWhenTrue,
  };
}
