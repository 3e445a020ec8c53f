import type { Checked } from '../check/checked.ts';
import { constant, constantValue, plain } from '../check/checked.ts';
import type { ExpressionType } from '../check/expression-type.ts';
import { date, integer, timestamp } from '../check/expression-type.ts';
import { anyNumber, between } from '../check/number-range.ts';
import { lowerNumber } from '../check/numbers.ts';
import * as calendar from '../evaluate/calendar.ts';
import { exact } from '../evaluate/exact-arithmetic.ts';
import type { CallSite, FunctionDefinition } from './function-definition.ts';
import { requireArguments } from './function-definition.ts';

function checkWritten(
  call: CallSite,
  type: ExpressionType,
  read: (text: string) => number | undefined,
  form: string,
): Checked | undefined {
  const [arg] = call.args;
  const written = arg === undefined ? undefined : constantValue(arg);
  const value =
    typeof written === 'string' && arg?.type.base === 'text' ? read(written) : undefined;
  if (value !== undefined) return constant(call.at, type, value);
  return call.report(
    'rule-type',
    arg ?? call.at,
    `Here stands a ${type.base} that exists, written as a text like ${form}.`,
  );
}

function checkPart(
  call: CallSite,
  type: ExpressionType,
  base: 'date' | 'timestamp',
  compute: (value: number) => number,
  range = anyNumber,
): Checked | undefined {
  const [value] = requireArguments(call, [base]) ?? [];
  if (value === undefined) return undefined;
  const node = plain(call.at, type, [value], () => {
    const evaluate = lowerNumber(value);
    return (frame) => compute(evaluate(frame));
  });
  return { ...node, range };
}

function checkMove(call: CallSite, move: (day: number, by: number) => number): Checked | undefined {
  const [day, by] = requireArguments(call, ['date', 'number']) ?? [];
  if (day === undefined || by === undefined) return undefined;
  if (by.type.scale !== 0)
    return call.report('rule-type', by, 'A date is moved by a whole number.');
  return plain(call.at, date, [day, by], () => {
    const [a, b] = [lowerNumber(day), lowerNumber(by)];
    return (frame) => move(a(frame), b(frame));
  });
}

function checkDaysBetween(call: CallSite): Checked | undefined {
  const [from, to] = requireArguments(call, ['date', 'date']) ?? [];
  if (from === undefined || to === undefined) return undefined;
  return plain(call.at, integer, [from, to], () => {
    const [a, b] = [lowerNumber(from), lowerNumber(to)];
    return (frame) => exact(b(frame) - a(frame));
  });
}

type Part = Pick<FunctionDefinition, 'name' | 'signature' | 'summary' | 'check'>;

function withArguments(count: number, parts: readonly Part[]): FunctionDefinition[] {
  return parts.map((part) => ({ ...part, argumentsMin: count, argumentsMax: count }));
}

export const dateFunctions: readonly FunctionDefinition[] = [
  ...withArguments(1, [
    {
      name: 'date',
      signature: 'date("2026-01-31")',
      summary: 'A fixed date.',
      check: (call) => checkWritten(call, date, calendar.parseDate, '"2026-01-31"'),
    },
    {
      name: 'timestamp',
      signature: 'timestamp("2026-01-31T12:00:00Z")',
      summary: 'A fixed moment in UTC.',
      check: (call) =>
        checkWritten(call, timestamp, calendar.parseTimestamp, '"2026-01-31T12:00:00Z"'),
    },
    {
      name: 'year',
      signature: 'year(date)',
      summary: 'The year of a date.',
      check: (call) =>
        checkPart(call, integer, 'date', (day) => calendar.calendarDay(day).year, between(1, 9999)),
    },
    {
      name: 'month',
      signature: 'month(date)',
      summary: 'The month of a date, 1 to 12.',
      check: (call) =>
        checkPart(call, integer, 'date', (day) => calendar.calendarDay(day).month, between(1, 12)),
    },
    {
      name: 'dayOfMonth',
      signature: 'dayOfMonth(date)',
      summary: 'The day of a date in its month, 1 to 31.',
      check: (call) =>
        checkPart(call, integer, 'date', (day) => calendar.calendarDay(day).day, between(1, 31)),
    },
    {
      name: 'dayOfWeek',
      signature: 'dayOfWeek(date)',
      summary: 'The day of the week, 1 for Monday to 7 for Sunday.',
      check: (call) => checkPart(call, integer, 'date', calendar.dayOfWeek, between(1, 7)),
    },
    {
      name: 'endOfMonth',
      signature: 'endOfMonth(date)',
      summary: 'The last day of the month.',
      check: (call) => checkPart(call, date, 'date', calendar.endOfMonth),
    },
    {
      name: 'dateOf',
      signature: 'dateOf(timestamp)',
      summary: 'The UTC date of a timestamp.',
      check: (call) => checkPart(call, date, 'timestamp', calendar.dayOfTimestamp),
    },
  ]),
  ...withArguments(2, [
    {
      name: 'daysBetween',
      signature: 'daysBetween(from, to)',
      summary: 'Days from one date to another; negative when the second is earlier.',
      check: checkDaysBetween,
    },
    {
      name: 'addDays',
      signature: 'addDays(date, days)',
      summary: 'The date so many days later, or earlier for a negative number.',
      check: (call) => checkMove(call, (day, by) => calendar.inRange(day + by)),
    },
    {
      name: 'addMonths',
      signature: 'addMonths(date, months)',
      summary:
        'The date so many months later; a day that the month lacks becomes its last: 31 January + 1 → 28 or 29 February.',
      check: (call) => checkMove(call, calendar.addMonths),
    },
  ]),
];
