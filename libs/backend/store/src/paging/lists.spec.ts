import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines, testDatabase, type TestDatabase } from '../../testing/engines.ts';
import {
  aBundle,
  aDrift,
  at,
  counts,
  entryOf,
  newFeed,
  newFile,
  newReplay,
  newRun,
  outcomeOf,
  rowErrorOf,
  runningHub,
} from '../../testing/hub-story.ts';
import type { ClaimedRun, FeedConfig } from '../index.ts';
import { BadCursor, encodeCursor } from './cursor.ts';

interface Page {
  cursor?: string | undefined;
  limit: number;
}

describe.each(engines)('every list on %s', (engine) => {
  let db: TestDatabase;
  let feed: FeedConfig;
  let run: ClaimedRun;

  beforeAll(async () => {
    db = await testDatabase(engine);
    ({ feed, run } = await runningHub(db));
    const { runId, runNo } = run.lease;
    for (const code of ['b', 'c', 'd']) await newFeed(db, feed.partner, code);
    for (const n of [1, 2, 3]) {
      await db.partners.insert(
        { id: `p${String(n)}`, name: 'P', state: 'live', timeZone: 'UTC', contacts: [] },
        at,
      );
      await newRun(db, feed, { file: await newFile(db, feed) });
      await newReplay(db, feed, run);
      await db.audit.append({ at, actor: 'a', action: 'b', object: runId, detail: {} });
    }
    const progress = {
      rowNo: 4,
      counts: counts({ read: 4, posted: 4 }),
      pointsAccrued: 40,
      pointsReversed: 0,
    };
    await db.transaction((tx) => tx.runs.advance(run.lease, progress, 30));
    await db.members.create(feed.partnerNo, ['E1', 'E2', 'E3', 'E4'], at);
    const rows = [1, 2, 3, 4];
    await db.ledger.book(
      rows.map((n) => entryOf(feed, run, { txnId: `T${String(n)}`, rowNo: n })),
      at,
    );
    await db.rowErrors.insert(
      runNo,
      rows.map((n) => rowErrorOf(n)),
      at,
    );
    await db.rowPages.write({ runNo, firstRow: 1, rows: rows.map((n) => outcomeOf(n, 'posted')) });
    const event = {
      at: at.toISOString(),
      attempt: 1,
      stage: null,
      level: 'info',
      code: 'X',
      message: '',
    } as const;
    const drifts = ['a', 'b', 'c'].map((name) => ({ id: `drift-${name}`, ...aDrift(name) }));
    await db.driftEvents.see(runNo, drifts, at);
    for (const n of [2, 3, 4]) await db.feeds.addBundle(feed.id, aBundle(feed, n), at);
    await db.runs.addEvents(runNo, [event, event, event, event]);
  }, 60_000);
  afterAll(() => db.close());

  const lists: Record<string, (page: Page) => Promise<{ items: unknown[]; next: string | null }>> =
    {
      partners: (page) => db.partners.list(page, null),
      'partners changed': (page) => db.partners.list({ ...page, sort: 'changed' }, null),
      feeds: (page) => db.feeds.list(page, null),
      files: (page) => db.files.list(page, null),
      'files oldest': (page) => db.files.list({ ...page, sort: 'oldest' }, null),
      'files largest': (page) => db.files.list({ ...page, sort: 'largest' }, null),
      'runs newest': (page) => db.runs.list({ ...page, sort: 'newest' }, null),
      'runs oldest': (page) => db.runs.list({ ...page, sort: 'oldest' }, null),
      'runs longest': (page) => db.runs.list({ ...page, sort: 'longest' }, null),
      'runs most-rejected': (page) => db.runs.list({ ...page, sort: 'most-rejected' }, null),
      'run events': (page) => db.runs.events(run.lease.runId, page),
      'run rows': (page) => db.runs.rows(run.lease.runId, page),
      'row errors': (page) => db.rowErrors.list(page, null),
      'row errors oldest': (page) => db.rowErrors.list({ ...page, sort: 'oldest' }, null),
      'row errors in rows': (page) => db.rowErrors.list({ ...page, sort: 'row' }, null),
      members: (page) => db.members.list(page, null),
      'members changed': (page) => db.members.list({ ...page, sort: 'changed' }, null),
      entries: (page) => db.ledger.list(page, null),
      'member entries': (page) => db.members.entries(`${feed.partner}:E1`, page),
      'replays newest': (page) => db.replays.list({ ...page, sort: 'newest' }, null),
      'replays oldest': (page) => db.replays.list({ ...page, sort: 'oldest' }, null),
      'drift events': (page) => db.driftEvents.list(page, null),
      'feed bundles': (page) => db.feeds.bundles(feed.id, page),
      audit: (page) => db.audit.list(page),
    };
  const names = Object.keys(lists);
  const listed = (name: string, page: Page) =>
    lists[name]?.(page) ?? Promise.reject(new Error(name));

  test.each(names)('%s: pages of one, of two and of all show the same', async (name) => {
    const all = await listed(name, { limit: 500 });
    expect(all.next).toBeNull();
    expect(all.items.length).toBeGreaterThanOrEqual(3);
    for (const limit of [1, 2]) {
      const found: unknown[] = [];
      let cursor: string | undefined;
      do {
        const page = await listed(name, { limit, cursor });
        expect(page.items.length).toBeLessThanOrEqual(limit);
        found.push(...page.items);
        cursor = page.next ?? undefined;
      } while (cursor !== undefined);
      expect(found).toEqual(all.items);
    }
  });

  test.each(names)('%s: a full last page has no next', async (name) => {
    const { items } = await listed(name, { limit: 500 });
    expect((await listed(name, { limit: items.length })).next).toBeNull();
  });

  test.each(names)('%s: refuses the cursors of all other lists, and made-up ones', async (name) => {
    for (const other of names.filter((each) => each !== name)) {
      const { next } = await listed(other, { limit: 1 });
      await expect(listed(name, { limit: 1, cursor: next ?? '' })).rejects.toThrow(BadCursor);
    }
    for (const cursor of [
      'x',
      'e30',
      encodeCursor('partners', []),
      encodeCursor(name, [1, 2, 3]),
    ]) {
      await expect(listed(name, { limit: 1, cursor })).rejects.toThrow(BadCursor);
    }
  });
});
