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

  it('are found by the state of any day', () => {
    expect(hasState(feed('a', ['on-time', 'late']), 'late')).toBe(true);
    expect(hasState(feed('a', ['on-time', 'late']), 'missing')).toBe(false);
  });

  it('are missing no file that came and failed', () => {
    const files = aFeedDay().files.map((file) => ({ ...file, runState: 'failed' as const }));
    const calendar = aFeedCalendar({ days: [aFeedDay({ state: 'missing', files })] });

    expect(hasState(calendar, 'missing')).toBe(false);
    expect(hasState(calendar, 'failed')).toBe(true);
  });
});

function feed(id: string, states: FeedDay['state'][]): FeedCalendar {
  const days = states.map((state, index) =>
    aFeedDay({ day: `2026-11-0${String(index + 1)}`, state, files: [], fileCount: 0 }),
  );
  return aFeedCalendar({ feed: id, days });
}
