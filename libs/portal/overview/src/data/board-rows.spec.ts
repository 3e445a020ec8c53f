import type { FeedCalendar, FeedDay } from '@waybill/contracts';
import { aFeedCalendar, aFeedDay } from '@waybill/contracts/testing';
import { boardRows } from './board-rows.ts';

const today = '2026-11-28';

describe('the board of feeds', () => {
  it('puts the feeds that press today first, then goes by name', () => {
    const rows = boardRows(
      [
        calendar('acme.b', 'on-time'),
        calendar('acme.a', 'on-time'),
        calendar('acme.c', 'late'),
        calendar('acme.d', 'missing'),
      ],
      today,
      (id) => id.toUpperCase(),
    );

    expect(rows.map(({ key, hint }) => [key, hint])).toEqual([
      ['acme.d', 'ACME'],
      ['acme.c', 'ACME'],
      ['acme.a', 'ACME'],
      ['acme.b', 'ACME'],
    ]);
  });
});

function calendar(feed: string, state: FeedDay['state']): FeedCalendar {
  return aFeedCalendar({ feed, days: [aFeedDay({ day: today, state })] });
}
