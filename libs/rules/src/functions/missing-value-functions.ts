import type { Checked } from '../check/checked.ts';
import { constant, opaque, plain } from '../check/checked.ts';
import { boolean, commonType, describe } from '../check/expression-type.ts';
import { nothingKnown } from '../check/known.ts';
import { commonRange, lowerAs } from '../check/numbers.ts';
import { inEither } from '../check/number-range.ts';
import type { CallSite, FunctionDefinition } from './function-definition.ts';

function checkHas(call: CallSite): Checked | undefined {
  const [value] = call.args;
  if (value === undefined) return undefined;
  if (!value.type.optional) return constant(call.at, boolean, true);
  const shape =
    value.shape.kind === 'field' ? { kind: 'present' as const, place: value.shape.place } : opaque;
  const known =
    value.fieldName === undefined ? nothingKnown : [{ name: value.fieldName, range: value.range }];
  const node = plain(call.at, boolean, [value], () => {
    const evaluate = value.lower();
    return (frame) => evaluate(frame) !== null;
  });
  return { ...node, shape, knownWhenTrue: known };
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
  const node = plain(call.at, result, call.args, () => {
    const choices = call.args.map((arg) => lowerAs(arg, result));
    return (frame) => {
      for (const choice of choices) {
        const value = choice(frame);
        if (value !== null) return value;
      }
      return null;
    };
  });
  return { ...node, range: commonRange(call.args, result, inEither) };
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
