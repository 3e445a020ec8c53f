import type { FeedCalendar, FeedDay } from '@waybill/contracts';
import { boardRows, pressingToday } from './board-rows.ts';

const today = '2026-11-28';

describe('the board of feeds', () => {
  it('puts the most pressing first, then goes by name', () => {
    const rows = rowsOf([
      calendar('acme.b', 'on-time'),
      calendar('acme.a', 'on-time'),
      calendar('acme.c', 'late'),
      calendar('acme.d', 'missing'),
    ]);

    expect(rows.map(({ key }) => key)).toEqual(['acme.d', 'acme.c', 'acme.a', 'acme.b']);
  });

  it('counts the feeds that press today, not those that did yesterday', () => {
    const yesterday = {
      ...calendar('acme.a', 'late'),
      days: [aDay({ state: 'late', day: '2026-11-27' })],
    };

    expect(pressingToday([calendar('acme.b', 'at-risk'), yesterday], today)).toBe(1);
  });

  it('says when a file came and how it went, in the zone of the feed, and leads to its runs', () => {
    const [row] = rowsOf([
      calendar('acme.a', 'on-time', { files: [aFile()], fileCount: 1, rows: 1204, rejected: 3 }),
    ]);

    expect(row?.cells[0]).toMatchObject({
      label: expect.stringMatching(/^on time, came 06:05.*, 1,204 rows, 3 rejected$/),
      link: '/runs?feed=acme.a&range=dates&from=2026-11-28&to=2026-11-28',
      tone: 'good',
    });
  });

  it('does not call a day good whose only run failed', () => {
    const failed = aFile({ runState: 'failed' });
    const [row] = rowsOf([calendar('acme.a', 'on-time', { files: [failed], fileCount: 1 })]);

    expect(row?.cells[0]).toMatchObject({ tone: 'bad', icon: 'error' });
    expect(row?.cells[0]?.label).toMatch(/^failed/);
  });

  it('leads from a day without a file to when it was due', () => {
    const [row] = rowsOf([calendar('acme.a', 'missing', { dueAt: '2026-11-28T05:00:00.000Z' })]);

    expect(row?.cells[0]).toMatchObject({
      label: expect.stringMatching(/^missing, due 06:00/),
      link: '/feeds/acme.a/expectation',
    });
  });

  it('leaves a day blank on which nothing was due and nothing came', () => {
    expect(rowsOf([calendar('acme.a', 'none')])[0]?.cells).toEqual([]);
  });
});

function rowsOf(calendars: readonly FeedCalendar[]) {
  return boardRows(calendars, today, (id) => id.toUpperCase());
}

function calendar(
  feed: string,
  state: FeedDay['state'],
  change: Partial<FeedDay> = {},
): FeedCalendar {
  return {
    feed,
    partner: 'acme',
    name: feed,
    state: 'active',
    expectation: null,
    timeZone: 'Europe/Berlin',
    nextDueAt: null,
    days: [aDay({ state, ...change })],
  };
}

function aDay(change: Partial<FeedDay>): FeedDay {
  const nothing = { dueAt: null, files: [], fileCount: 0, rows: 0, rejected: 0 };
  return { day: today, state: 'none', ...nothing, ...change };
}

function aFile(change: Partial<FeedDay['files'][number]> = {}): FeedDay['files'][number] {
  return {
    id: 'file_01',
    name: 'purchases.csv',
    state: 'archived',
    code: null,
    receivedAt: '2026-11-28T05:05:00.000Z',
    run: 'run_01',
    runState: 'succeeded',
    rows: 1204,
    rejected: 3,
    ...change,
  };
}
