import {
  absoluteTime,
  clockTime,
  minuteOfDay,
  dayOfInstant,
  dayText,
  duration,
  isoDay,
  relativeTime,
  timeRange,
} from './wording.ts';

const now = Date.parse('2026-11-23T12:00:00Z');
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

describe('times in words', () => {
  it.each([
    [now - 3000, 'just now'],
    [now - 3 * minute, '3 min. ago'],
    [now - 59 * minute, '1 hr. ago'],
    [now - 5 * hour, '5 hr. ago'],
    [now - day, 'yesterday'],
    [now - 6 * day, '6 days ago'],
    [now - 20 * day, '3 Nov'],
    [now - 400 * day, '19 Oct 2025'],
    [now + 15 * minute, 'in 15 min.'],
    [now + 30_000, 'in a moment'],
  ])('%i reads %s', (at, text) => {
    expect(relativeTime(at, now, 'UTC')).toBe(text);
  });

  it('are exact with their zone for comparing with a log', () => {
    expect(absoluteTime(now, 'UTC')).toBe('23 Nov 2026, 12:00:00 UTC');
    expect(absoluteTime(now, 'America/New_York')).toMatch(/07:00:00 (GMT-5|EST)$/);
    expect(clockTime(now + 120, 'UTC')).toBe('12:00:00.120');
    expect(minuteOfDay(now + 120, 'Asia/Kolkata')).toBe('17:30');
  });

  it.each([
    [0, '0 ms'],
    [840, '840 ms'],
    [4200, '4.2 s'],
    [51_400, '51 s'],
    [185_000, '3 min 05 s'],
    [8_040_000, '2 h 14 min'],
    [-5, '0 ms'],
  ])('a duration of %i ms reads %s', (ms, text) => {
    expect(duration(ms)).toBe(text);
  });
});

describe('days and ranges in words', () => {
  const evening = Date.parse('2026-11-23T23:30:00Z');

  it('say what both ends of a range share once, and always the zone', () => {
    expect(timeRange(evening, evening + 15 * minute, 'UTC')).toBe('23 Nov 2026, 23:30–23:45 UTC');
    expect(timeRange(evening, evening + hour, 'UTC')).toMatch(
      /^23 Nov 2026, 23:30 (UTC )?– 24 Nov 2026, 00:30 UTC$/,
    );
  });

  it.each([
    ['UTC', '2026-11-23', 'Mon 23 Nov'],
    ['Europe/Madrid', '2026-11-24', 'Tue 24 Nov'],
    ['America/Los_Angeles', '2026-11-23', 'Mon 23 Nov'],
  ])('an evening in UTC is in %s the day %s', (zone, day, text) => {
    expect(isoDay(evening, zone)).toBe(day);
    expect(dayOfInstant(evening, zone)).toBe(text);
    expect(dayText(day)).toBe(text);
  });

  it('counts long durations in days', () => {
    expect(duration(3 * day + hour)).toBe('3 days');
  });
});
