import type { Checked, Shape } from '../check/checked.ts';
import { noNames, opaque, plain } from '../check/checked.ts';
import { boolean, commonType, describe } from '../check/expression-type.ts';
import type { Report } from '../check/scope.ts';
import type { Evaluate } from '../evaluate/frame.ts';
import type { Span } from '../parse/syntax-tree.ts';
import type { Value } from '../value.ts';
import { orderOf, scaledConstant } from './comparison.ts';

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
    () => (constants ? lowerConstants(operand, constants) : lowerItems(operand, items)),
    membershipShape(operand, constants),
  );
  const neverNull = items.every(({ type }) => !type.optional);
  const names =
    neverNull && operand.fieldName !== undefined ? new Set([operand.fieldName]) : noNames;
  return { ...node, presentWhenTrue: names };
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
