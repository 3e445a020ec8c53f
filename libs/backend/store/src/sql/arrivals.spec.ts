import type { RowProblem } from '@waybill/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines, testDatabase, type TestDatabase } from '../../testing/engines.ts';
import {
  at,
  claimed,
  counts,
  newFeed,
  newFile,
  newPartner,
  newRun,
} from '../../testing/hub-story.ts';
import type { FeedConfig } from '../index.ts';

describe.each(engines)('what arrived on %s', (engine) => {
  let db: TestDatabase;
  let feed: FeedConfig;
  const span = { from: at, to: new Date(at.getTime() + 1), limit: 10 };

  const few = { code: 'GUARD-001', name: 'ROWS', scope: 'file', message: 'Few rows' } as const;

  beforeAll(async () => {
    db = await testDatabase(engine);
    feed = await newFeed(db, await newPartner(db));
  }, 60_000);
  afterAll(() => db.close());

  test('is each file with its own run, whatever replays there were', async () => {
    const file = await newFile(db, feed);
    const run = await newRun(db, feed, { file });
    const { lease } = await claimed(db, run);
    await db.runs.setRowsTotal(lease, 100);
    const progress = { rowNo: 100, counts: counts({ read: 100, rejected: 3 }) };
    await db.runs.advance(lease, { ...progress, pointsAccrued: 0, pointsReversed: 0 }, 30);
    await db.runs.finish(lease, 'partial', null, at);
    await newRun(db, feed, { file, kind: 'replay', of: run });
    const waiting = await newFile(db, feed);

    expect(await db.files.arrivals(feed.id, span)).toMatchObject([
      {
        id: file,
        run,
        runState: 'partial',
        rows: 100,
        rejected: 3,
        code: null,
        setAsideFirst: false,
      },
      { id: waiting, run: null, runState: null, rows: null, rejected: 0 },
    ]);
    expect(await db.runs.recentRows(feed.id, 10)).toEqual([100]);
  });

  test('says of a file that was set aside at first that it was, whatever became of it', async () => {
    const careful = await newFeed(db, feed.partner, 'careful');
    const file = await newFile(db, careful);
    const end = async (state: 'failed' | 'succeeded', problem: RowProblem | null) => {
      const { lease } = await claimed(db, await newRun(db, careful, { file }));
      await db.runs.finish(lease, state, problem, at);
    };
    await end('failed', { ...few, expected: 'more rows' });
    await end('succeeded', null);

    expect(await db.files.arrivals(careful.id, span)).toMatchObject([
      { id: file, runState: 'succeeded', setAsideFirst: true },
    ]);
  });

  test('is the latest of them when there are many, in order of arrival', async () => {
    const busy = await newFeed(db, feed.partner, 'busy');
    const ids: string[] = [];
    for (let n = 0; n < 4; n += 1) ids.push(await newFile(db, busy));

    const found = await db.files.arrivals(busy.id, { ...span, limit: 3 });

    expect(found.map(({ id }) => id)).toEqual(ids.slice(1));
  });

  test('outside the span is nothing', async () => {
    const before = { ...span, from: new Date(at.getTime() - 1000), to: at };
    expect(await db.files.arrivals(feed.id, before)).toEqual([]);
  });

  test('is asked for feeds with what is expected of them', async () => {
    const { items } = await db.feeds.schedules({ feed: feed.id, limit: 5 }, null);
    expect(items).toEqual([
      {
        id: feed.id,
        partner: feed.partner,
        name: 'Feed purchases',
        state: 'active',
        expectation: null,
        timeZone: 'UTC',
      },
    ]);
    expect((await db.feeds.schedules({ limit: 5 }, 'nobody')).items).toEqual([]);
  });
});
