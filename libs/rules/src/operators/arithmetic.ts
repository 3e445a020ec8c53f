import type { Checked } from '../check/checked.ts';
import { constantValue, plain } from '../check/checked.ts';
import { decimal, describe, text } from '../check/expression-type.ts';
import type { NumberRange } from '../check/number-range.ts';
import { lowerAt, lowerNumber, rangeAt, tooFine } from '../check/numbers.ts';
import { negated, productOf, remainderRange, sumOf } from '../check/range-arithmetic.ts';
import { requireDivisor, requireNumbers } from '../check/require-range.ts';
import { requireBase, requirePresent } from '../check/require-type.ts';
import type { CheckContext, Report } from '../check/scope.ts';
import { EvaluationFailure } from '../evaluate/evaluation-failure.ts';
import { exact, remainder } from '../evaluate/exact-arithmetic.ts';
import type { EvaluateNumber, EvaluateText } from '../evaluate/frame.ts';
import type { ArithmeticOperator, Span } from '../parse/syntax-tree.ts';

/** No text that rules build may be longer than this. */
const textLengthMax = 10_000;

/** + - * % on numbers of any scales, and + on texts. Undefined when it has been reported. */
export function checkArithmetic(
  at: Span,
  operator: ArithmeticOperator,
  left: Checked,
  right: Checked,
  { report, warn }: Pick<CheckContext, 'report' | 'warn'>,
): Checked | undefined {
  if (operator === '+' && left.type.base === 'text' && right.type.base === 'text')
    return checkJoin(at, left, right, report);
  if (
    left.type.base !== 'number' &&
    left.type.base === right.type.base &&
    left.type.base !== 'null'
  ) {
    const advice = left.type.base === 'date' ? ' Use addDays, addMonths or daysBetween.' : '';
    return report(
      'rule-type',
      at,
      `${operator} works on numbers, not on ${describe(left.type)}.${advice}`,
    );
  }
  const fits = requireBase(left, 'number', `The left side of ${operator}`, report);
  if (!requireBase(right, 'number', `The right side of ${operator}`, report) || !fits)
    return undefined;
  if (operator === '*') return checkProduct(at, left, right, report);
  if (operator === '%' && !requireDivisor(right, { report, warn })) return undefined;
  return checkSum(at, operator, left, right, report);
}

function checkJoin(at: Span, left: Checked, right: Checked, report: Report): Checked | undefined {
  const fits = requirePresent(left, report);
  if (!requirePresent(right, report) || !fits) return undefined;
  return plain(at, text, [left, right], () => {
    const [a, b] = [left.lower() as EvaluateText, right.lower() as EvaluateText];
    return (frame) => limited(a(frame) + b(frame));
  });
}

function limited(joined: string): string {
  if (joined.length <= textLengthMax) return joined;
  throw new EvaluationFailure('RULE-007', `A text became longer than ${textLengthMax} characters.`);
}

function checkProduct(
  at: Span,
  left: Checked,
  right: Checked,
  report: Report,
): Checked | undefined {
  const scale = left.type.scale + right.type.scale;
  if (tooFine(scale)) {
    return report(
      'rule-type',
      at,
      `The product would have ${scale} digits after the point. Round a factor first, such as round(x, 2).`,
    );
  }
  const range = requireNumbers(at, productOf(left.range, right.range), scale, report);
  return (
    range && { ...plain(at, decimal(scale), [left, right], () => lowerProduct(left, right)), range }
  );
}

/** A field times a constant is what most rules compute, so it runs without a call per part. */
function lowerProduct(left: Checked, right: Checked): EvaluateNumber {
  const factor = constantValue(right);
  if (typeof factor === 'number' && left.shape.kind === 'field') {
    const { place } = left.shape;
    return (frame) => exact((frame[place] as number) * factor);
  }
  const [a, b] = [lowerNumber(left), lowerNumber(right)];
  return (frame) => exact(a(frame) * b(frame));
}

function checkSum(
  at: Span,
  operator: '+' | '-' | '%',
  left: Checked,
  right: Checked,
  report: Report,
): Checked | undefined {
  const scale = Math.max(left.type.scale, right.type.scale);
  const first = requireNumbers(left, rangeAt(left, scale), scale, report);
  const second = requireNumbers(right, rangeAt(right, scale), scale, report);
  const range =
    first && second && requireNumbers(at, rangeOfSum[operator](first, second), scale, report);
  const node = plain(at, decimal(scale), [left, right], () => {
    const [a, b] = [lowerAt(left, scale), lowerAt(right, scale)];
    return lowerSum[operator](a, b);
  });
  return range && { ...node, range };
}

const rangeOfSum: Readonly<
  Record<'+' | '-' | '%', (a: NumberRange, b: NumberRange) => NumberRange>
> = {
  '+': sumOf,
  '-': (a, b) => sumOf(a, negated(b)),
  '%': remainderRange,
};

const lowerSum: Readonly<
  Record<'+' | '-' | '%', (a: EvaluateNumber, b: EvaluateNumber) => EvaluateNumber>
> = {
  '+': (a, b) => (frame) => exact(a(frame) + b(frame)),
  '-': (a, b) => (frame) => exact(a(frame) - b(frame)),
  '%': (a, b) => (frame) => remainder(a(frame), b(frame)),
};

/** -x */
export function checkNegation(at: Span, operand: Checked, report: Report): Checked | undefined {
  if (!requireBase(operand, 'number', 'What follows -', report)) return undefined;
  const node = plain(at, operand.type, [operand], () => {
    const evaluate = lowerNumber(operand);
    return (frame) => exact(-evaluate(frame));
  });
  return { ...node, range: negated(operand.range) };
}
