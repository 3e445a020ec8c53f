import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addMonths,
  calendarDay,
  dayOfWeek,
  endOfMonth,
  epochDay,
  firstDay,
  lastDay,
  parseDate,
} from './calendar.ts';

const day = fc.integer({ min: firstDay, max: lastDay });

/** The platform's calendar, in UTC. */
function platform(days: number): Date {
  return new Date(days * 86_400_000);
}

describe('the calendar agrees with the platform', () => {
  it('on year, month, day and weekday', () => {
    fc.assert(
      fc.property(day, (days) => {
        const date = platform(days);
        expect(calendarDay(days)).toEqual({
          year: date.getUTCFullYear(),
          month: date.getUTCMonth() + 1,
          day: date.getUTCDate(),
        });
        expect(dayOfWeek(days)).toBe(date.getUTCDay() === 0 ? 7 : date.getUTCDay());
      }),
    );
  });

  it('on the way back to days', () => {
    fc.assert(
      fc.property(day, (days) => {
        const { year, month, day: dayOfMonth } = calendarDay(days);
        expect(epochDay(year, month, dayOfMonth)).toBe(days);
        expect(parseDate(platform(days).toISOString().slice(0, 10))).toBe(days);
      }),
    );
  });

  it('on the end of the month', () => {
    fc.assert(
      fc.property(day, (days) => {
        const date = platform(days);
        const last = new Date(date);
        last.setUTCMonth(date.getUTCMonth() + 1, 0);
        expect(endOfMonth(days)).toBe(Math.floor(last.getTime() / 86_400_000));
      }),
    );
  });

  it('never leaves the target month when months are added', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -200_000, max: 200_000 }),
        fc.integer({ min: -1200, max: 1200 }),
        (days, months) => {
          const from = calendarDay(days);
          const to = calendarDay(addMonths(days, months));
          expect(to.year * 12 + to.month).toBe(from.year * 12 + from.month + months);
          expect(to.day).toBe(
            Math.min(from.day, calendarDay(endOfMonth(addMonths(days, months))).day),
          );
        },
      ),
    );
  });
});
