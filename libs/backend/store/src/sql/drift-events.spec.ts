import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { engines, testDatabase, type TestDatabase } from '../../testing/engines.ts';
import { aDrift, at, claimed, fresh, newRun, runningHub } from '../../testing/hub-story.ts';
import type { ClaimedRun, FeedConfig } from '../index.ts';

describe.each(engines)('drift on %s', (engine) => {
  let db: TestDatabase;
  let feed: FeedConfig;
  let run: ClaimedRun;
  let id: string;

  beforeAll(async () => {
    db = await testDatabase(engine, { poolSize: 10 });
  }, 60_000);
  afterAll(() => db.close());
  beforeEach(async () => {
    ({ feed, run } = await runningHub(db));
    id = fresh('drf');
  });

  const see = (runNo: number, of = id, found = 'shop') =>
    db.driftEvents.see(runNo, [{ id: of, ...aDrift(found) }], at);
  const nextRun = async () => (await claimed(db, await newRun(db, feed))).lease.runNo;
  const decided = { by: 'person:ada', at, reason: 'because', bundleVersion: 2 };

  test('is told once, with how many files had it and the latest of them', async () => {
    await see(run.lease.runNo);
    await see(await nextRun(), fresh('drf'));

    const { items } = await db.driftEvents.list({ feed: feed.id, limit: 5 }, null);
    expect(items).toMatchObject([{ id, times: 2, state: 'open', found: 'shop', column: null }]);
    expect(items[0]?.run).not.toBe(run.lease.runId);
  });

  test('of another attempt at the same file counts no second time', async () => {
    await see(run.lease.runNo);
    await see(run.lease.runNo, fresh('drf'));

    expect(await db.driftEvents.find(id, null)).toMatchObject({ times: 1 });
  });

  test('seen by many runs at once is one event', async () => {
    const runs = await Promise.all(Array.from({ length: 8 }, nextRun));

    await Promise.all(runs.map((runNo) => see(runNo, fresh('drf'))));

    const { items } = await db.driftEvents.list({ feed: feed.id, limit: 5 }, null);
    expect(items).toMatchObject([{ times: 8 }]);
  });

  test.each([
    ['accepted', 'accepted'],
    ['ignored', 'ignored'],
    ['rejected', 'open'],
  ] as const)('that was %s is %s when it is seen again', async (state, after) => {
    await see(run.lease.runNo);
    expect(await db.driftEvents.decide(id, ['open'], { state, ...decided })).toBe(true);
    expect(await db.driftEvents.find(id, null)).toMatchObject({
      state,
      decidedBy: 'person:ada',
      decidedAt: at.toISOString(),
      bundleVersion: 2,
    });

    await see(await nextRun());

    expect(await db.driftEvents.find(id, null)).toMatchObject({ state: after });
  });

  test('is decided once', async () => {
    await see(run.lease.runNo);

    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        db.driftEvents.decide(id, ['open'], { state: 'ignored', ...decided }),
      ),
    );

    expect(answers.filter(Boolean)).toHaveLength(1);
  });

  test('of a rename carries why', async () => {
    const suggestion = { similarity: 75, reason: 'The names are 75 % alike.' };
    const renamed = {
      kind: 'renamed',
      column: 'member_id',
      found: 'member_nr',
      suggestion,
    } as const;
    await db.driftEvents.see(run.lease.runNo, [{ id, ...renamed }], at);

    expect(await db.driftEvents.find(id, null)).toMatchObject(renamed);
  });

  test('is listed by state', async () => {
    await see(run.lease.runNo);
    const list = (state: 'open' | 'ignored') =>
      db.driftEvents.list({ feed: feed.id, state: [state], limit: 5 }, null);

    expect((await list('open')).items).toHaveLength(1);
    expect((await list('ignored')).items).toEqual([]);
  });
});
