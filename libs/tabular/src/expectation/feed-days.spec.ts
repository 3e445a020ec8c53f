import { describe, expect, test } from 'vitest';
import { nextDueTimes } from './due-times.ts';
import type { Expectation } from './expectation.ts';
import { feedDays, type Arrival, type FeedDayState } from './feed-days.ts';

/** Working days at six in Berlin, an hour of grace. */
const working: Expectation = {
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  at: '06:00',
  timeZone: 'Europe/Berlin',
  graceMinutes: 60,
  rows: null,
};
const daily: Expectation = {
  ...working,
  days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
};

/** The states of some days, with these files and at this time. Times are UTC. */
function states(
  expectation: Expectation | null,
  [from, to]: [string, string],
  files: readonly (string | [string, Arrival['worth']])[],
  now: string,
): FeedDayState[] {
  const arrivals = files.map((file): Arrival => {
    const [at, worth] = typeof file === 'string' ? [file, 'usable' as const] : file;
    return { receivedAt: Date.parse(at), worth };
  });
  const asked = { expectation, timeZone: 'Europe/Berlin', files: arrivals, from, to };
  return feedDays({ ...asked, now: Date.parse(now) }).map(({ state }) => state);
}

describe('a day whose file is due at 06:00 in Berlin, 05:00 UTC', () => {
  const day: [string, string] = ['2026-11-03', '2026-11-03'];
  const cases: [string, string[], string, FeedDayState][] = [
    ['before its time', [], '2026-11-03T04:59:59Z', 'due'],
    ['when its time has come', [], '2026-11-03T05:00:00Z', 'at-risk'],
    ['at the end of the grace', [], '2026-11-03T06:00:00Z', 'at-risk'],
    ['after the grace', [], '2026-11-03T06:00:01Z', 'late'],
    ['just before the day ends', [], '2026-11-03T22:59:59Z', 'late'],
    ['when the day is over', [], '2026-11-03T23:00:00Z', 'missing'],
    ['long after', [], '2027-11-03T23:00:00Z', 'missing'],
    ['with a file at its time', ['2026-11-03T05:00:00Z'], '2026-11-03T05:01:00Z', 'on-time'],
    [
      'with a file half an hour before',
      ['2026-11-03T04:30:00Z'],
      '2026-11-03T05:01:00Z',
      'on-time',
    ],
    ['with a file within the grace', ['2026-11-03T06:00:00Z'], '2026-11-03T07:00:00Z', 'on-time'],
    ['with a file after the grace', ['2026-11-03T06:00:01Z'], '2026-11-03T07:00:00Z', 'recovered'],
    ['with a file at night', ['2026-11-03T00:10:00Z'], '2026-11-03T07:00:00Z', 'early'],
    [
      'with a file on the next morning',
      ['2026-11-04T04:50:00Z'],
      '2026-11-04T07:00:00Z',
      'missing',
    ],
  ];
  test.each(cases)('%s', (_name, files, now, state) => {
    expect(states(daily, day, files, now)).toEqual([state]);
  });

  const now = '2026-11-03T12:00:00Z';
  test.each<[string, [string, Arrival['worth']][], FeedDayState]>([
    ['a file that was refused', [['2026-11-03T05:00:00Z', 'unusable']], 'late'],
    ['a file that is held for its size', [['2026-11-03T05:00:00Z', 'held']], 'undersized'],
    [
      'a file that was refused and one that was not',
      [
        ['2026-11-03T05:00:00Z', 'unusable'],
        ['2026-11-03T05:30:00Z', 'usable'],
      ],
      'recovered',
    ],
    ['a file that was set aside at first', [['2026-11-03T05:00:00Z', 'mended']], 'recovered'],
    [
      'a file, and the same once more',
      [
        ['2026-11-03T05:00:00Z', 'usable'],
        ['2026-11-03T09:00:00Z', 'unusable'],
      ],
      'on-time',
    ],
  ])('with %s', (_name, files, state) => {
    expect(states(daily, day, files, now)).toEqual([state]);
  });
});

describe('a week of working days', () => {
  test('expects nothing at the weekend', () => {
    const week: [string, string] = ['2026-10-30', '2026-11-03'];
    expect(states(working, week, ['2026-10-30T05:05:00Z'], '2026-11-02T05:30:00Z')).toEqual([
      'on-time',
      'none',
      'none',
      'at-risk',
      'due',
    ]);
  });

  test('takes Friday’s file on Saturday as Friday’s, and a second one as Saturday’s', () => {
    const days = feedDays({
      expectation: working,
      timeZone: 'UTC',
      files: ['2026-10-31T09:00:00Z', '2026-10-31T10:00:00Z'].map((at) => ({
        receivedAt: Date.parse(at),
        worth: 'usable' as const,
      })),
      from: '2026-10-30',
      to: '2026-10-31',
      now: Date.parse('2026-10-31T12:00:00Z'),
    });
    expect(days.map(({ state, files }) => [state, files.length])).toEqual([
      ['recovered', 1],
      ['none', 1],
    ]);
  });

  test('counts a day as missing on the day after, although its file may still come', () => {
    expect(states(working, ['2026-10-30', '2026-10-30'], [], '2026-10-31T12:00:00Z')).toEqual([
      'missing',
    ]);
  });
});

describe('a file due late in the evening, whose grace ends on the next day', () => {
  const evening = { ...daily, at: '22:00', graceMinutes: 180 };
  const days: [string, string] = ['2026-11-03', '2026-11-04'];

  test('is the evening’s when it comes after midnight', () => {
    expect(states(evening, days, ['2026-11-03T23:30:00Z'], '2026-11-04T12:00:00Z')).toEqual([
      'on-time',
      'due',
    ]);
  });

  test('is at risk until the grace ends', () => {
    expect(states(evening, days, [], '2026-11-03T23:59:00Z')).toEqual(['at-risk', 'due']);
  });

  test('is missing when the next one opens', () => {
    expect(states(evening, days, [], '2026-11-04T00:01:00Z')).toEqual(['missing', 'due']);
  });
});

describe('a feed for which nobody waits', () => {
  test('has its files on the days of the partner’s zone', () => {
    const days = feedDays({
      expectation: null,
      timeZone: 'Pacific/Auckland',
      files: [{ receivedAt: Date.parse('2026-11-02T11:30:00Z'), worth: 'usable' }],
      from: '2026-11-02',
      to: '2026-11-03',
      now: Date.parse('2026-11-03T12:00:00Z'),
    });
    expect(days.map(({ day, state, dueAt, files }) => [day, state, dueAt, files.length])).toEqual([
      ['2026-11-02', 'none', null, 0],
      ['2026-11-03', 'none', null, 1],
    ]);
  });
});

describe('the times at which files are due', () => {
  const next = (expectation: Expectation, now: string, count: number) =>
    nextDueTimes(expectation, Date.parse(now), count).map(({ due }) => new Date(due).toISOString());

  test.each<[string, Partial<Expectation>, string, string[]]>([
    [
      'follow the clock when it is set forward',
      {},
      '2026-03-28T12:00:00Z',
      ['2026-03-29T04:00:00.000Z', '2026-03-30T04:00:00.000Z'],
    ],
    [
      'follow the clock when it is set back',
      {},
      '2026-10-24T12:00:00Z',
      ['2026-10-25T05:00:00.000Z', '2026-10-26T05:00:00.000Z'],
    ],
    [
      'that the clock skips are the first moment after',
      { at: '02:30' },
      '2026-03-28T12:00:00Z',
      ['2026-03-29T01:00:00.000Z', '2026-03-30T00:30:00.000Z'],
    ],
    [
      'that the clock shows twice are the first of the two',
      { at: '02:30' },
      '2026-10-24T12:00:00Z',
      ['2026-10-25T00:30:00.000Z', '2026-10-26T01:30:00.000Z'],
    ],
    [
      'go on over the end of a month, and of February in a leap year',
      { timeZone: 'UTC' },
      '2028-02-28T06:00:00Z',
      ['2028-02-29T06:00:00.000Z', '2028-03-01T06:00:00.000Z'],
    ],
    [
      'go on over the end of a year',
      { timeZone: 'UTC' },
      '2026-12-31T07:00:00Z',
      ['2027-01-01T06:00:00.000Z', '2027-01-02T06:00:00.000Z'],
    ],
    [
      'are a day before or after where it is another day already',
      { timeZone: 'Pacific/Auckland', days: ['mon'] },
      '2026-11-01T12:00:00Z',
      ['2026-11-01T17:00:00.000Z', '2026-11-08T17:00:00.000Z'],
    ],
    [
      'at midnight of a day that has none are its first moment',
      { timeZone: 'America/Santiago', at: '00:00' },
      '2026-09-05T12:00:00Z',
      ['2026-09-06T04:00:00.000Z', '2026-09-07T03:00:00.000Z'],
    ],
  ])('%s', (_name, change, now, times) => {
    expect(next({ ...daily, ...change }, now, 2)).toEqual(times);
  });

  test('one day a week are found for as long as asked', () => {
    expect(next({ ...daily, days: ['sun'], timeZone: 'UTC' }, '2026-11-01T06:00:00Z', 3)).toEqual([
      '2026-11-08T06:00:00.000Z',
      '2026-11-15T06:00:00.000Z',
      '2026-11-22T06:00:00.000Z',
    ]);
  });

  test('a whole day of grace on the shortest day of the year loses no file', () => {
    const patient = { ...daily, graceMinutes: 1440 };
    const files = ['2026-03-28T05:00:00Z', '2026-03-29T04:00:00Z', '2026-03-30T04:00:00Z'];
    expect(states(patient, ['2026-03-28', '2026-03-30'], files, '2026-03-30T12:00:00Z')).toEqual([
      'on-time',
      'on-time',
      'on-time',
    ]);
  });
});
