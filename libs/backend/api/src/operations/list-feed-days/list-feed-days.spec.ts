import type { ArrivedFile } from '@waybill/contracts';
import type { ScheduledFeed } from '@waybill/store';
import { describe, expect, it } from 'vitest';
import { aPartnerClient, aPerson, asked } from '../../../testing/callers.ts';
import { listFeedDays } from './list-feed-days.ts';

const range = { from: '2026-11-02', to: '2026-11-04' };
const now = new Date('2026-11-03T12:00:00.000Z');

describe('list-feed-days', () => {
  it('shows each day of a feed with its files', async () => {
    const { items } = await daysOf([
      arrived({ receivedAt: '2026-11-02T06:01:00.000Z', rows: 100, rejected: 2 }),
    ]);

    expect(items).toMatchObject([
      {
        feed: 'acme.purchases',
        timeZone: 'UTC',
        nextDueAt: '2026-11-04T06:00:00.000Z',
        days: [
          { day: '2026-11-02', state: 'on-time', fileCount: 1, rows: 100, rejected: 2 },
          { day: '2026-11-03', state: 'late', dueAt: '2026-11-03T06:00:00.000Z', files: [] },
          { day: '2026-11-04', state: 'due' },
        ],
      },
    ]);
  });

  const worth: [string, Partial<ArrivedFile>, string][] = [
    ['processed', {}, 'on-time'],
    ['being processed', { state: 'processing', runState: 'running' }, 'on-time'],
    ['partly rejected', { runState: 'partial' }, 'on-time'],
    ['held for its size', { state: 'quarantined', code: 'GUARD-001' }, 'undersized'],
    ['released after it was held', { setAsideFirst: true }, 'recovered'],
    [
      'refused',
      { state: 'quarantined', code: 'LAYOUT-002', runState: 'failed', setAsideFirst: true },
      'missing',
    ],
    ['a duplicate', { state: 'duplicate' }, 'missing'],
    ['one of which no row was good', { runState: 'failed' }, 'missing'],
  ];
  it.each(worth)('counts a file that is %s: the day is %s', async (_name, change, state) => {
    const { items } = await daysOf([
      arrived({ receivedAt: '2026-11-02T06:01:00.000Z', ...change }),
    ]);

    expect(items[0]?.days[0]?.state).toBe(state);
  });

  it('names the files of a busy day up to twenty, and counts them all', async () => {
    const many = Array.from({ length: 25 }, () =>
      arrived({ receivedAt: '2026-11-02T06:01:00.000Z', rows: 10 }),
    );

    const { items } = await daysOf(many);

    expect(items[0]?.days[0]).toMatchObject({ fileCount: 25, rows: 250 });
    expect(items[0]?.days[0]?.files).toHaveLength(20);
  });

  it('shows two weeks and tomorrow when nobody says which', async () => {
    const { items } = await daysOf([], {});

    expect(items[0]?.days.map(({ day }) => day)).toHaveLength(15);
    expect(items[0]?.days.at(-1)?.day).toBe('2026-11-04');
  });

  it('asks for a partner’s own feeds only', async () => {
    const tenants: (string | null)[] = [];
    await listFeedDays(asked(aPartnerClient('acme'), { query: { limit: 9 } }), ports([], tenants));

    expect(tenants).toEqual(['acme']);
  });
});

async function daysOf(files: ArrivedFile[], query: object = range) {
  const request = { query: { limit: 9, ...query } };
  const result = await listFeedDays(asked(aPerson('viewer'), request), ports(files));
  if (!result.ok) throw new Error('refused');
  return result.value;
}

function ports(files: ArrivedFile[], tenants: (string | null)[] = []) {
  const feed: ScheduledFeed = {
    id: 'acme.purchases',
    partner: 'acme',
    name: 'Purchases',
    state: 'active',
    timeZone: 'Europe/Berlin',
    expectation: {
      days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
      at: '06:00',
      timeZone: 'UTC',
      graceMinutes: 60,
      rows: null,
    },
  };
  return {
    clock: { now: () => now },
    database: {
      feeds: {
        schedules: async (_query: object, tenant: string | null) => {
          tenants.push(tenant);
          return { items: [feed], next: null };
        },
      },
      files: { arrivals: async () => files },
    },
  };
}

function arrived(change: Partial<ArrivedFile>): ArrivedFile {
  return {
    id: 'file_01',
    name: 'purchases.csv',
    state: 'archived',
    code: null,
    receivedAt: '2026-11-02T06:00:00.000Z',
    setAsideFirst: false,
    run: 'run_01',
    runState: 'succeeded',
    rows: 10,
    rejected: 0,
    ...change,
  };
}
