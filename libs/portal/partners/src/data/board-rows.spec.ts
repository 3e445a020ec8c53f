import type { FeedCalendar, FeedDay } from '@waybill/contracts';
import { aFeedCalendar, aFeedDay } from '@waybill/contracts/testing';
import { boardRows, hasState } from './board-rows.ts';

const named = (id: string) => id.toUpperCase();

describe('the rows of the board', () => {
  it('begin with the feeds that press most, the latest trouble first', () => {
    const rows = boardRows(
      [
        feed('calm', ['on-time', 'on-time']),
        feed('missing-before', ['missing', 'on-time']),
        feed('late', ['on-time', 'late']),
        feed('missing-now', ['on-time', 'missing']),
        { ...feed('paused', ['missing', 'missing']), state: 'paused' },
      ],
      named,
    );

    expect(rows.map(({ key }) => key)).toEqual([
      'missing-now',
      'missing-before',
      'late',
      'calm',
      'paused',
    ]);
  });

  it('say what is agreed with whom', () => {
    const hints = [
      aFeedCalendar(),
      aFeedCalendar({ expectation: null }),
      aFeedCalendar({ state: 'paused' }),
    ].map((each) => boardRows([each], named)[0]?.hint);

    expect(hints).toEqual(['ACME · 06:00 UTC', 'ACME · nothing expected', 'ACME · paused']);
  });

  it('leave a day out on which nothing was due and nothing came', () => {
    const [row] = boardRows([feed('weekly', ['none', 'due'])], named);

    expect(row?.cells.map(({ day }) => day)).toEqual(['2026-11-02']);
  });

  const links: [string, Partial<FeedDay>, string][] = [
    ['its run when one file came', {}, '/runs/run_01'],
    [
      'what was agreed when none came',
      { files: [], fileCount: 0 },
      '/feeds/acme.purchases/expectation',
    ],
    [
      'the list of files when several came',
      { fileCount: 3 },
      '/files?feed=acme.purchases&range=dates&from=2026-11-03&to=2026-11-03',
    ],
  ];
  it.each(links)('lead to %s', (_name, change, link) => {
    const [row] = boardRows([aFeedCalendar({ days: [aFeedDay(change)] })], named);

    expect(row?.cells[0]?.link).toBe(link);
  });

  it('say that a file came in time and nothing of it was taken in', () => {
    const [file] = aFeedDay().files;
    if (!file) throw new Error('no file');
    const day = aFeedDay({ state: 'missing', files: [{ ...file, runState: 'failed' }] });

    const [row] = boardRows([aFeedCalendar({ days: [day] })], named);

    expect(row?.cells[0]).toMatchObject({
      label: 'failed, came 06:00, 10 rows, 1 rejected',
      tone: 'bad',
    });
  });

  it('are found by the state of any day', () => {
    expect(hasState(feed('a', ['on-time', 'late']), 'late')).toBe(true);
    expect(hasState(feed('a', ['on-time', 'late']), 'missing')).toBe(false);
  });
});

function feed(id: string, states: FeedDay['state'][]): FeedCalendar {
  const days = states.map((state, index) =>
    aFeedDay({ day: `2026-11-0${String(index + 1)}`, state, files: [], fileCount: 0 }),
  );
  return aFeedCalendar({ feed: id, days });
}
