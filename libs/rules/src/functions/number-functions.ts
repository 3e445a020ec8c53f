import type { Checked } from '../check/checked.ts';
import { constantValue, plain } from '../check/checked.ts';
import { commonType, decimal, describe, integer } from '../check/expression-type.ts';
import { between } from '../check/number-range.ts';
import { commonRange, lowerAs, lowerNumber } from '../check/numbers.ts';
import { absolute, largest, quotientOf, smallest } from '../check/range-arithmetic.ts';
import { requireDivisor, requireNumbers } from '../check/require-range.ts';
import { requireBase, requirePresent } from '../check/require-type.ts';
import { compareTexts } from '../operators/text-order.ts';
import {
  ceilBy,
  divideRounded,
  floorBy,
  powerOfTen,
  roundBy,
  scaleMax,
} from '../evaluate/exact-arithmetic.ts';
import type { CallSite, FunctionDefinition } from './function-definition.ts';
import { requireArguments } from './function-definition.ts';

/** The value of an argument that says a number of decimals: a constant, so that the type of the result is known. */
function constantDecimals(arg: Checked | undefined, call: CallSite): number | undefined {
  if (arg === undefined) return 0;
  const value = constantValue(arg);
  if (
    typeof value === 'number' &&
    arg.type.base === 'number' &&
    arg.type.scale === 0 &&
    value >= 0 &&
    value <= scaleMax
  )
    return value;
  return call.report(
    'rule-type',
    arg,
    `The number of decimals is written as a whole number from 0 to ${scaleMax}.`,
  );
}

function checkRounding(
  call: CallSite,
  by: (value: number, factor: number) => number,
): Checked | undefined {
  const [value, digits] = call.args;
  const decimals = constantDecimals(digits, call);
  if (
    value === undefined ||
    !requireBase(value, 'number', 'What is rounded', call.report) ||
    decimals === undefined
  )
    return undefined;
  const { range } = value;
  if (decimals >= value.type.scale)
    return { ...plain(call.at, value.type, [value], () => value.lower(), value.shape), range };
  const factor = powerOfTen(value.type.scale - decimals);
  const node = plain(call.at, decimal(decimals), [value], () => {
    const evaluate = lowerNumber(value);
    return (frame) => by(evaluate(frame), factor);
  });
  return { ...node, range: between(by(range.least, factor), by(range.most, factor)) };
}

function checkDivision(call: CallSite): Checked | undefined {
  const [top, bottom, digits] = call.args;
  const decimals = constantDecimals(digits, call);
  if (top === undefined || bottom === undefined) return undefined;
  const fits = requireBase(top, 'number', 'What is divided', call.report);
  if (
    !requireBase(bottom, 'number', 'What it is divided by', call.report) ||
    !fits ||
    decimals === undefined
  )
    return undefined;
  if (!requireDivisor(bottom, call)) return undefined;
  const shift = decimals + bottom.type.scale - top.type.scale;
  const quotient = quotientOf(top.range, bottom.range, shift);
  const range = requireNumbers(call.at, quotient, decimals, call.report);
  const node = plain(call.at, decimal(decimals), [top, bottom], () => {
    const [a, b] = [lowerNumber(top), lowerNumber(bottom)];
    return (frame) => divideRounded(a(frame), shift, b(frame));
  });
  return range && { ...node, range };
}

function checkAbsolute(call: CallSite): Checked | undefined {
  const [value] = requireArguments(call, ['number']) ?? [];
  if (value === undefined) return undefined;
  const node = plain(call.at, value.type, [value], () => {
    const evaluate = lowerNumber(value);
    return (frame) => Math.abs(evaluate(frame));
  });
  return { ...node, range: absolute(value.range) };
}

/** min and max: of numbers, dates, timestamps or texts. */
function checkExtreme(call: CallSite, wanted: -1 | 1): Checked | undefined {
  let type = call.args[0]?.type ?? integer;
  for (const arg of call.args) {
    if (!requirePresent(arg, call.report)) return undefined;
    const common = commonType(type, arg.type);
    if (common === undefined || common.base === 'boolean') {
      return call.report(
        'rule-type',
        arg,
        `The values must have one type with an order; this is ${describe(arg.type)}.`,
      );
    }
    type = common;
  }
  const texts = type.base === 'text';
  const range = commonRange(call.args, type, wanted < 0 ? smallest : largest);
  const node = plain(call.at, type, call.args, () => {
    const [first, ...others] = call.args.map((arg) => lowerAs(arg, type));
    return (frame) => {
      let best = first === undefined ? null : first(frame);
      for (const other of others) {
        const value = other(frame);
        const order = texts
          ? compareTexts(value as string, best as string)
          : (value as number) - (best as number);
        if (order * wanted > 0) best = value;
      }
      return best;
    };
  });
  return { ...node, range };
}

export const numberFunctions: readonly FunctionDefinition[] = [
  {
    name: 'round',
    signature: 'round(number, decimals?)',
    summary:
      'Rounds to so many decimals (0 if left out), halves away from zero: 1.005 → 1.01, -1.5 → -2.',
    argumentsMin: 1,
    argumentsMax: 2,
    check: (call) => checkRounding(call, roundBy),
  },
  {
    name: 'floor',
    signature: 'floor(number, decimals?)',
    summary:
      'The largest number with so many decimals (0 if left out) that is not above it: -1.5 → -2.',
    argumentsMin: 1,
    argumentsMax: 2,
    check: (call) => checkRounding(call, floorBy),
  },
  {
    name: 'ceil',
    signature: 'ceil(number, decimals?)',
    summary:
      'The smallest number with so many decimals (0 if left out) that is not below it: -1.5 → -1.',
    argumentsMin: 1,
    argumentsMax: 2,
    check: (call) => checkRounding(call, ceilBy),
  },
  {
    name: 'div',
    signature: 'div(a, b, decimals)',
    summary:
      'a divided by b, rounded to so many decimals, halves away from zero. Dividing by zero fails the row.',
    argumentsMin: 3,
    argumentsMax: 3,
    check: checkDivision,
  },
  {
    name: 'abs',
    signature: 'abs(number)',
    summary: 'The number without its sign.',
    argumentsMin: 1,
    argumentsMax: 1,
    check: checkAbsolute,
  },
  {
    name: 'min',
    signature: 'min(a, b, …)',
    summary: 'The smallest of the values.',
    argumentsMin: 1,
    argumentsMax: 20,
    check: (call) => checkExtreme(call, -1),
  },
  {
    name: 'max',
    signature: 'max(a, b, …)',
    summary: 'The largest of the values.',
    argumentsMin: 1,
    argumentsMax: 20,
    check: (call) => checkExtreme(call, 1),
  },
];
