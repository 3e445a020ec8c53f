import type { Checked } from '../check/checked.ts';
import { constant, noNames, opaque, plain } from '../check/checked.ts';
import { boolean, commonType, describe } from '../check/expression-type.ts';
import { lowerAs } from '../check/numbers.ts';
import type { CallSite, FunctionDefinition } from './function-definition.ts';

function checkHas(call: CallSite): Checked | undefined {
  const [value] = call.args;
  if (value === undefined) return undefined;
  if (!value.type.optional) return constant(call.at, boolean, true);
  const shape =
    value.shape.kind === 'field' ? { kind: 'present' as const, place: value.shape.place } : opaque;
  const names = value.fieldName === undefined ? noNames : new Set([value.fieldName]);
  const node = plain(call.at, boolean, () => {
    const evaluate = value.lower();
    return (frame) => evaluate(frame) !== null;
  });
  return { ...node, shape, presentWhenTrue: names };
}

function checkCoalesce(call: CallSite): Checked | undefined {
  let [type] = call.args.map((arg) => arg.type);
  for (const arg of call.args) {
    const common = type === undefined ? undefined : commonType(type, arg.type);
    if (common === undefined) {
      return call.report(
        'rule-type',
        arg,
        `The values must have one type; this is ${describe(arg.type)}.`,
      );
    }
    type = common;
  }
  if (type === undefined) return undefined;
  const result = { ...type, optional: call.args.every((arg) => arg.type.optional) };
  return plain(call.at, result, () => {
    const choices = call.args.map((arg) => lowerAs(arg, result));
    return (frame) => {
      for (const choice of choices) {
        const value = choice(frame);
        if (value !== null) return value;
      }
      return null;
    };
  });
}

export const missingValueFunctions: readonly FunctionDefinition[] = [
  {
    name: 'has',
    signature: 'has(value)',
    summary: 'Whether the row has the value. After has(x) && … the rest may use x.',
    argumentsMin: 1,
    argumentsMax: 1,
    check: checkHas,
  },
  {
    name: 'coalesce',
    signature: 'coalesce(a, b, …)',
    summary: 'The first of the values that is not missing.',
    argumentsMin: 2,
    argumentsMax: 20,
    check: checkCoalesce,
  },
];
