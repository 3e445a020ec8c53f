import { EvaluationFailure } from './evaluation-failure.ts';

export interface CalendarDay {
  readonly year: number;
  /** 1–12 */
  readonly month: number;
  /** 1–31 */
  readonly day: number;
}

/** 0001-01-01 and 9999-12-31 as days since 1970-01-01: what a date can be written as. */
export const firstDay = -719162;
export const lastDay = 2932896;

const millisecondsPerDay = 86_400_000;

/** Days since 1970-01-01 of a day of the proleptic Gregorian calendar (Hinnant's days_from_civil). Months count from 1. */
export function epochDay(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

/** The inverse of epochDay, or RULE_RANGE for a day outside the years 1–9999. */
export function calendarDay(days: number): CalendarDay {
  inRange(days);
  const z = days + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36524) -
      Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** The same number, or RULE_RANGE for a day outside the years 1–9999. */
export function inRange(days: number): number {
  if (days >= firstDay && days <= lastDay) return days;
  throw new EvaluationFailure('RULE-007', 'The date is outside the years 1 to 9999.');
}

export function daysInMonth(year: number, month: number): number {
  return month === 12 ? 31 : epochDay(year, month + 1, 1) - epochDay(year, month, 1);
}

/** Moves a day by whole months; a day that the month does not have becomes its last one (31 January + 1 → 28 or 29 February). */
export function addMonths(days: number, months: number): number {
  const { year, month, day } = calendarDay(days);
  const total = year * 12 + (month - 1) + months;
  const targetYear = Math.floor(total / 12);
  if (targetYear < 1 || targetYear > 9999) return inRange(Number.MAX_SAFE_INTEGER);
  const targetMonth = total - targetYear * 12 + 1;
  return epochDay(targetYear, targetMonth, Math.min(day, daysInMonth(targetYear, targetMonth)));
}

export function endOfMonth(days: number): number {
  const { year, month } = calendarDay(days);
  return epochDay(year, month, daysInMonth(year, month));
}

export function endOfYear(days: number): number {
  return epochDay(calendarDay(days).year, 12, 31);
}

/** ISO 8601: 1 is Monday, 7 is Sunday. */
export function dayOfWeek(days: number): number {
  return ((((inRange(days) + 3) % 7) + 7) % 7) + 1;
}

/** The UTC day of a timestamp. */
export function dayOfTimestamp(milliseconds: number): number {
  return inRange(Math.floor(milliseconds / millisecondsPerDay));
}

/** `YYYY-MM-DD` to days since 1970-01-01; undefined for anything else, also for days that do not exist. */
export function parseDate(text: string): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month))
    return undefined;
  return epochDay(year, month, day);
}

/** `YYYY-MM-DDThh:mm:ss[.sss]Z` to milliseconds since 1970-01-01T00:00Z; undefined for anything else. No leap seconds. */
export function parseTimestamp(text: string): number | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{3}))?Z$/.exec(text);
  const day = match === null ? undefined : parseDate(match[1] ?? '');
  if (match === null || day === undefined) return undefined;
  const [hour, minute, second] = [Number(match[2]), Number(match[3]), Number(match[4])];
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  return (
    day * millisecondsPerDay + ((hour * 60 + minute) * 60 + second) * 1000 + Number(match[5] ?? 0)
  );
}
