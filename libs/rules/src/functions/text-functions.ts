import type { Checked } from '../check/checked.ts';
import { plain } from '../check/checked.ts';
import type { ExpressionType } from '../check/expression-type.ts';
import { boolean, integer, text } from '../check/expression-type.ts';
import { anyNumber } from '../check/number-range.ts';
import type { EvaluateText } from '../evaluate/frame.ts';
import type { Value } from '../value.ts';
import type { CallSite, FunctionDefinition } from './function-definition.ts';
import { requireArguments } from './function-definition.ts';

/** What going through a text counts for: one of some hundred characters. */
const stepsOfText = 20;

function checkOne(
  call: CallSite,
  type: ExpressionType,
  compute: (value: string) => Value,
  range = anyNumber,
): Checked | undefined {
  const [value] = requireArguments(call, ['text']) ?? [];
  if (value === undefined) return undefined;
  const node = plain(call.at, type, [value], () => {
    const evaluate = value.lower() as EvaluateText;
    return (frame) => compute(evaluate(frame));
  });
  return { ...node, range, work: node.work + stepsOfText };
}

function checkTwo(
  call: CallSite,
  compute: (value: string, part: string) => boolean,
): Checked | undefined {
  const [value, part] = requireArguments(call, ['text', 'text']) ?? [];
  if (value === undefined || part === undefined) return undefined;
  const node = plain(call.at, boolean, [value, part], () => {
    const [a, b] = [value.lower() as EvaluateText, part.lower() as EvaluateText];
    return (frame) => compute(a(frame), b(frame));
  });
  return { ...node, work: node.work + stepsOfText };
}

/** Code points, not UTF-16 units, so that 😀 counts as one. */
function codePoints(value: string): number {
  let count = 0;
  for (const _ of value) count += 1;
  return count;
}

/** Only A–Z and a–z change. Turkish ı and İ, ß and every other letter stay as they are, in every locale. */
function lowerAscii(value: string): string {
  return value.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

function upperAscii(value: string): string {
  return value.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}

export const textFunctions: readonly FunctionDefinition[] = [
  {
    name: 'startsWith',
    signature: 'startsWith(text, start)',
    summary: 'Whether a text begins with another, case by case.',
    argumentsMin: 2,
    argumentsMax: 2,
    check: (call) => checkTwo(call, (value, part) => value.startsWith(part)),
  },
  {
    name: 'endsWith',
    signature: 'endsWith(text, end)',
    summary: 'Whether a text ends with another, case by case.',
    argumentsMin: 2,
    argumentsMax: 2,
    check: (call) => checkTwo(call, (value, part) => value.endsWith(part)),
  },
  {
    name: 'contains',
    signature: 'contains(text, part)',
    summary: 'Whether a text has another in it, case by case.',
    argumentsMin: 2,
    argumentsMax: 2,
    check: (call) => checkTwo(call, (value, part) => value.includes(part)),
  },
  {
    name: 'size',
    signature: 'size(text)',
    summary: 'How many characters (Unicode code points) a text has.',
    argumentsMin: 1,
    argumentsMax: 1,
    check: (call) => checkOne(call, integer, codePoints, { ...anyNumber, least: 0 }),
  },
  {
    name: 'lowerAscii',
    signature: 'lowerAscii(text)',
    summary:
      'The text with A–Z as a–z; every other letter stays, so the result is the same in every locale.',
    argumentsMin: 1,
    argumentsMax: 1,
    check: (call) => checkOne(call, text, lowerAscii),
  },
  {
    name: 'upperAscii',
    signature: 'upperAscii(text)',
    summary:
      'The text with a–z as A–Z; every other letter stays, so the result is the same in every locale.',
    argumentsMin: 1,
    argumentsMax: 1,
    check: (call) => checkOne(call, text, upperAscii),
  },
];
