import type { FeedDay } from '@waybill/contracts';
import { aFeedCalendar, aFeedDay } from '@waybill/contracts/testing';
import { dayCells, pressesOn } from './day-cells.ts';

describe('the days of a feed on a board', () => {
  it('leave a day out on which nothing was due and nothing came', () => {
    const nothing = { files: [], fileCount: 0 };
    const days = [
      aFeedDay({ day: '2026-11-01', state: 'none', ...nothing }),
      aFeedDay({ day: '2026-11-02', state: 'due', ...nothing }),
    ];

    expect(dayCells(aFeedCalendar({ days })).map(({ day }) => day)).toEqual(['2026-11-02']);
  });

  const links: [string, Partial<FeedDay>, string][] = [
    ['its run when one file came', {}, '/runs/run_01'],
    ['the feed when none came', { files: [], fileCount: 0 }, '/feeds/acme.purchases/overview'],
    [
      'the list of files when several came',
      { fileCount: 3 },
      '/files?feed=acme.purchases&range=dates&from=2026-11-03&to=2026-11-03',
    ],
  ];
  it.each(links)('lead to %s', (_name, change, link) => {
    expect(only(change).link).toBe(link);
  });

  it('say when a file came and how it went, in the zone of the feed', () => {
    const calendar = aFeedCalendar({
      timeZone: 'Europe/Berlin',
      days: [aFeedDay({ state: 'on-time' })],
    });

    expect(dayCells(calendar)[0]).toMatchObject({
      label: expect.stringMatching(/^on time, came 07:00.*, 10 rows, 1 rejected$/),
      tone: 'good',
    });
  });

  it('say when it was due while nothing has come', () => {
    const dueAt = '2026-11-03T06:00:00.000Z';

    expect(only({ state: 'missing', files: [], fileCount: 0, dueAt }).label).toBe(
      'missing, due 06:00',
    );
  });

  it('do not call a day good whose only run failed', () => {
    const [file] = aFeedDay().files;
    if (!file) throw new Error('no file');

    expect(only({ state: 'on-time', files: [{ ...file, runState: 'failed' }] })).toMatchObject({
      label: 'failed, came 06:00, 10 rows, 1 rejected',
      icon: 'error',
      tone: 'bad',
    });
  });
});

describe('a feed', () => {
  it.each([
    ['at-risk', '2026-11-03', true],
    ['late', '2026-11-02', false],
    ['on-time', '2026-11-03', false],
  ] as const)('that is %s on %s presses on 3 November: %s', (state, day, presses) => {
    const calendar = aFeedCalendar({ days: [aFeedDay({ day, state })] });

    expect(pressesOn(calendar, '2026-11-03')).toBe(presses);
  });
});

function only(change: Partial<FeedDay>) {
  const [cell] = dayCells(aFeedCalendar({ days: [aFeedDay(change)] }));
  if (!cell) throw new Error('no cell');
  return cell;
}
