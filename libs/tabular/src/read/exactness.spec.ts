import fc from 'fast-check';
import { expect, test } from 'vitest';
import { epochDay } from './calendar.ts';
import { isFlaw } from './cell-flaw.ts';
import { numberCell } from './number-cell.ts';
import { OccurrenceCounter } from './occurrence-counter.ts';
import { ZoneClock } from './time-zone.ts';

test('a decimal is exactly what is written, or refused', () => {
  const digits = (maxLength: number) =>
    fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength });
  const parse = numberCell({ scale: 4, separator: '.' });
  fc.assert(
    fc.property(
      digits(16),
      fc.option(digits(6)),
      fc.constantFrom('', '-', '+'),
      (whole, fraction, sign) => {
        const value = parse(`${sign}${whole}${fraction === null ? '' : `.${fraction}`}`);
        const places = fraction ?? '';
        const unscaled =
          BigInt(`${whole}${places.padEnd(4, '0').slice(0, 4)}`) * (sign === '-' ? -1n : 1n);
        if (isFlaw(value)) {
          const lost = /[1-9]/.test(places.slice(4));
          const large = unscaled > 9_007_199_254_740_980n || unscaled < -9_007_199_254_740_980n;
          expect([lost && 'PRECISION', large && 'RANGE']).toContain(value.name);
        } else {
          expect(BigInt(Number(value))).toBe(unscaled);
          expect(Number.isSafeInteger(value)).toBe(true);
        }
      },
    ),
  );
});

test('days are those of the calendar', () => {
  const number = fc.integer({ min: 0, max: 40 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9999 }), number, number, (year, month, day) => {
      const date = new Date(0);
      date.setUTCFullYear(year, month - 1, day);
      const exists =
        date.getUTCMonth() === month - 1 && date.getUTCDate() === day && month >= 1 && month <= 12;
      expect(epochDay(year, month, day)).toBe(exists ? date.getTime() / 86_400_000 : null);
    }),
  );
});

test.each([
  ['America/New_York', '2026-01-15T12:00Z', '2026-01-15T17:00Z'],
  ['America/New_York', '2026-07-15T12:00Z', '2026-07-15T16:00Z'],
  ['America/New_York', '2026-03-08T01:59Z', '2026-03-08T06:59Z'],
  ['America/New_York', '2026-03-08T02:00Z', null],
  ['America/New_York', '2026-03-08T02:59Z', null],
  ['America/New_York', '2026-03-08T03:00Z', '2026-03-08T07:00Z'],
  ['America/New_York', '2026-11-01T01:30Z', '2026-11-01T05:30Z'],
  ['America/New_York', '2026-11-01T02:00Z', '2026-11-01T07:00Z'],
  ['Asia/Kolkata', '2026-05-05T05:30Z', '2026-05-05T00:00Z'],
  ['Pacific/Apia', '2011-12-30T12:00Z', null],
  ['Australia/Lord_Howe', '2026-04-05T01:45Z', '2026-04-04T14:45Z'],
  ['UTC', '2026-05-05T05:30Z', '2026-05-05T05:30Z'],
])('in %s clocks show %s at %s', (zone, local, instant) => {
  const shown = new ZoneClock(zone).instantOf(Date.parse(local));
  expect(shown).toBe(instant === null ? null : Date.parse(instant));
});

test('occurrences are counted as a map would count them', () => {
  const key = fc.tuple(
    fc.integer({ min: 0, max: 3 }),
    fc.constantFrom(0, 1, 16, 17, 0xffffffff, 0x80000000),
  );
  fc.assert(
    fc.property(fc.array(key, { maxLength: 200 }), (keys) => {
      const counter = new OccurrenceCounter(4);
      const counts = new Map<string, number>();
      for (const [high, low] of keys) {
        const name = `${String(high)}/${String(low)}`;
        const expected = (counts.get(name) ?? 0) + 1;
        counts.set(name, expected);
        expect(counter.next(high, low)).toBe(expected);
      }
    }),
  );
});
