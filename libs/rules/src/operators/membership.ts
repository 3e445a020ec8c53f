import type { Checked, Shape } from '../check/checked.ts';
import { opaque, plain } from '../check/checked.ts';
import { boolean, commonType, describe } from '../check/expression-type.ts';
import type { Known } from '../check/known.ts';
import { knownByEither, nothingKnown } from '../check/known.ts';
import type { Report } from '../check/scope.ts';
import type { Evaluate } from '../evaluate/frame.ts';
import type { Span } from '../parse/syntax-tree.ts';
import type { Value } from '../value.ts';
import { orderOf, scaledConstant } from './comparison.ts';
import { knownByComparison } from './known-by-comparison.ts';

/** `x in [a, b]`: true when x equals one of the items as == would say. Undefined when it has been reported. */
export function checkMembership(
  at: Span,
  operand: Checked,
  items: readonly Checked[],
  report: Report,
): Checked | undefined {
  for (const item of items) {
    if (commonType(operand.type, item.type) !== undefined) continue;
    return report(
      'rule-type',
      item,
      `The list is searched for ${describe(operand.type)}; this item is ${describe(item.type)}.`,
    );
  }
  const values = items.map((item) => scaledConstant(item, operand.type));
  const constants = values.every((value) => value !== undefined && value !== null)
    ? (values as (string | number | boolean)[])
    : undefined;
  const node = plain(
    at,
    boolean,
    constants ? [operand] : [operand, ...items],
    () => (constants ? lowerConstants(operand, constants) : lowerItems(operand, items)),
    membershipShape(operand, constants),
  );
  return { ...node, knownWhenTrue: knownWhenIn(operand, items) };
}

/** What is known when the value equals one item, or the other. */
function knownWhenIn(operand: Checked, items: readonly Checked[]): Known {
  const [first, ...others] = items.map(
    (item) => knownByComparison('==', operand, item).knownWhenTrue,
  );
  return others.reduce(knownByEither, first ?? nothingKnown);
}

function membershipShape(
  operand: Checked,
  values: readonly (string | number | boolean)[] | undefined,
): Shape {
  if (operand.shape.kind !== 'field' || values === undefined) return opaque;
  return { kind: 'one-of', place: operand.shape.place, values };
}

function lowerConstants(operand: Checked, values: readonly Value[]): Evaluate {
  const evaluate = operand.lower();
  const known = new Set(values);
  return (frame) => known.has(evaluate(frame));
}

function lowerItems(operand: Checked, items: readonly Checked[]): Evaluate {
  const evaluate = operand.lower();
  const choices = items.map((item) => ({
    evaluate: item.lower(),
    order: orderOf(operand.type, item.type),
  }));
  return (frame) => {
    const value = evaluate(frame);
    return choices.some((choice) => {
      const item = choice.evaluate(frame);
      return value === null || item === null ? value === item : choice.order(value, item) === 0;
    });
  };
}
