import type { Expectation } from '@waybill/contracts';
import { weekdays } from '@waybill/tabular';
import type { Weekday } from '@waybill/tabular';

/** An expectation as the fields of its form. */
export interface ExpectationFields {
  isExpected: boolean;
  days: Record<Weekday, boolean>;
  at: string;
  timeZone: string;
  graceMinutes: number;
  rows: 'any' | 'range' | 'median';
  rowsMin: number;
  rowsMax: number | null;
  percent: number;
  reason: string;
}

export const emptyExpectation: ExpectationFields = {
  isExpected: false,
  days: daysOf([]),
  at: '06:00',
  timeZone: 'UTC',
  graceMinutes: 60,
  rows: 'any',
  rowsMin: 1,
  rowsMax: null,
  percent: 50,
  reason: '',
};

/** @param zone of the partner, for a feed of which nothing is expected yet */
export function fieldsOf(expectation: Expectation | null, zone: string): ExpectationFields {
  if (expectation === null)
    return { ...emptyExpectation, days: daysOf(weekdays.slice(0, 5)), timeZone: zone };
  const { days, at, timeZone, graceMinutes, rows } = expectation;
  return {
    ...emptyExpectation,
    isExpected: true,
    days: daysOf(days),
    at,
    timeZone,
    graceMinutes,
    rows: rows?.kind ?? 'any',
    ...(rows?.kind === 'range' ? { rowsMin: rows.min, rowsMax: rows.max } : {}),
    ...(rows?.kind === 'median' ? { percent: rows.percent } : {}),
  };
}

export function expectationOf(fields: ExpectationFields): Expectation | null {
  const { isExpected, days, at, timeZone, graceMinutes } = fields;
  if (!isExpected) return null;
  return {
    days: weekdays.filter((day) => days[day]),
    at,
    timeZone,
    graceMinutes,
    rows: rowsOf(fields),
  };
}

function rowsOf({ rows, rowsMin, rowsMax, percent }: ExpectationFields): Expectation['rows'] {
  if (rows === 'any') return null;
  return rows === 'range'
    ? { kind: 'range', min: rowsMin, max: rowsMax }
    : { kind: 'median', percent };
}

function daysOf(chosen: readonly Weekday[]): Record<Weekday, boolean> {
  return Object.fromEntries(weekdays.map((day) => [day, chosen.includes(day)])) as Record<
    Weekday,
    boolean
  >;
}
