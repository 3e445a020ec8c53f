import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines, testDatabase, type TestDatabase } from '../../testing/engines.ts';
import {
  at,
  claimed,
  counts,
  entryOf,
  fresh,
  leaseS,
  newFeed,
  newFile,
  newPartner,
  newRun,
  outcomeOf,
  rowErrorOf,
  runningHub,
} from '../../testing/hub-story.ts';

describe.each(engines)('runs on %s', (engine) => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await testDatabase(engine, { poolSize: 10 });
  }, 60_000);
  afterAll(() => db.close());

  const progress = (rowNo: number) => ({
    rowNo,
    counts: counts({ read: rowNo, posted: rowNo }),
    pointsAccrued: rowNo * 10,
    pointsReversed: 0,
  });

  test('many workers that claim at once get each run once', async () => {
    const feed = await newFeed(db, await newPartner(db));
    const runs: string[] = [];
    for (let run = 0; run < 12; run += 1) runs.push(await newRun(db, feed));
    const work = async (worker: string) => {
      const mine: string[] = [];
      for (;;) {
        const run = await db.runs.claim(worker, { leaseS, attemptsMax: 5 });
        if (run === null) return mine;
        mine.push(run.lease.runId);
      }
    };
    const taken = await Promise.all(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map(work));
    expect(taken.flat().sort()).toEqual(runs.sort());
  });

  test('the oldest queued run is claimed first, with what it needs to start', async () => {
    const feed = await newFeed(db, await newPartner(db));
    const file = await newFile(db, feed);
    const first = await newRun(db, feed, { file });
    const second = await newRun(db, feed);
    const run = await db.runs.claim('w', { leaseS, attemptsMax: 5 });
    expect(run).toMatchObject({
      lease: { runId: first, attempt: 1, worker: 'w' },
      kind: 'file',
      fileId: file,
      feedId: feed.id,
      bundleId: feed.bundle.id,
      progress: { rowNo: 0, counts: counts() },
      stagesDone: [],
      cancelRequested: false,
    });
    await claimed(db, second);
  });

  test('a replay knows the run it goes over by id and by number', async () => {
    const { feed, run } = await runningHub(db);
    expect(run).toMatchObject({ originalRunId: null, originalRunNo: null });
    const { runId, runNo } = run.lease;
    const replay = await newRun(db, feed, { file: run.fileId, kind: 'replay', of: runId });
    expect(await claimed(db, replay)).toMatchObject({
      originalRunId: runId,
      originalRunNo: runNo,
    });
  });

  test('a run goes on where its lost worker stopped, as the next attempt', async () => {
    const { run } = await runningHub(db);
    await db.runs.advance(run.lease, progress(500), 0);
    await db.runs.markStages(run.lease, [{ name: 'receive', state: 'done' }]);
    await pause(5);
    const next = await claimed(db, run.lease.runId, 'worker-2');
    expect(next).toMatchObject({
      lease: { attempt: 2, worker: 'worker-2' },
      progress: progress(500),
      stagesDone: ['receive'],
    });
  });

  test('a lease that still holds cannot be taken, by whatever clock the other worker has', async () => {
    const { run } = await runningHub(db);
    const other = await db.runs.claim('worker-2', {
      leaseS,
      attemptsMax: 5,
      only: run.lease.runId,
    });
    expect(other).toBeNull();
    expect(await db.runs.renew(run.lease, leaseS)).toEqual({ held: true, cancelRequested: false });
  });

  test('a worker that lost its lease can write nothing to the run', async () => {
    const { run } = await runningHub(db);
    const stale = run.lease;
    await db.runs.release(stale);
    const { lease } = await claimed(db, stale.runId, 'worker-2');
    expect({
      advance: await db.runs.advance(stale, progress(1), leaseS),
      renew: await db.runs.renew(stale, leaseS),
      stages: await db.runs.markStages(stale, [{ name: 'decode', state: 'done' }]),
      total: await db.runs.setRowsTotal(stale, 9),
      release: await db.runs.release(stale),
      finish: await db.runs.finish(stale, 'succeeded', null, at),
    }).toEqual({
      advance: false,
      renew: { held: false, cancelRequested: false },
      stages: false,
      total: false,
      release: false,
      finish: false,
    });
    expect(await db.runs.advance(lease, progress(2), leaseS)).toBe(true);
    expect(await db.runs.find(stale.runId, null)).toMatchObject({
      state: 'running',
      attempt: 2,
      counts: { read: 2 },
      rowsTotal: null,
    });
  });

  test('the same worker under an older attempt is fenced as well', async () => {
    const { run } = await runningHub(db);
    await db.runs.release(run.lease);
    await claimed(db, run.lease.runId, run.lease.worker);
    expect(await db.runs.advance(run.lease, progress(1), leaseS)).toBe(false);
  });

  test('a run that used up its attempts fails, and its file is quarantined with the reason', async () => {
    const feed = await newFeed(db, await newPartner(db));
    const file = await newFile(db, feed);
    const only = await newRun(db, feed, { file });
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      await db.runs.claim('w', { leaseS: 0, attemptsMax: 2, only });
      await pause(5);
    }
    expect(await db.runs.claim('w', { leaseS, attemptsMax: 2, only })).toBeNull();
    expect(await db.runs.find(only, null)).toMatchObject({
      state: 'failed',
      problem: { code: 'SYSTEM-002' },
    });
    expect(await db.files.find(file, null)).toMatchObject({
      state: 'quarantined',
      problem: { code: 'SYSTEM-002' },
    });
  });

  test('cancelling reaches the worker that holds the run, and no run that has ended', async () => {
    const wish = { by: 'person:support', reason: 'wrong file', at };
    const { run } = await runningHub(db);
    expect(await db.runs.requestCancel(run.lease.runId, wish)).toBe(true);
    expect(await db.runs.renew(run.lease, leaseS)).toEqual({ held: true, cancelRequested: true });
    await db.runs.finish(run.lease, 'cancelled', null, new Date());
    expect(await db.runs.requestCancel(run.lease.runId, wish)).toBe(false);
  });

  test('stages keep their times and add up their busy milliseconds', async () => {
    const { run } = await runningHub(db);
    const finishedAt = new Date(at.getTime() + 1_000);
    await db.runs.markStages(run.lease, [
      { name: 'decode', state: 'running', startedAt: at, busyMs: 3 },
    ]);
    await db.runs.markStages(run.lease, [{ name: 'decode', state: 'done', finishedAt, busyMs: 4 }]);
    const stages = (await db.runs.find(run.lease.runId, null))?.stages;
    expect(stages?.map(({ name }) => name)).toEqual([
      'receive',
      'recognise',
      'decode',
      'map',
      'validate',
      'apply-rules',
      'post',
      'archive',
      'report',
    ]);
    expect(stages?.[2]).toEqual({
      name: 'decode',
      state: 'done',
      startedAt: at.toISOString(),
      finishedAt: finishedAt.toISOString(),
      busyMs: 7,
    });
    expect(stages?.[3]).toMatchObject({ state: 'waiting', startedAt: null });
  });

  test('events are numbered without gaps, also when written by several at once', async () => {
    const { run } = await runningHub(db);
    const event = (code: string) => ({
      at: at.toISOString(),
      attempt: 1,
      stage: null,
      level: 'info' as const,
      code,
      message: 'done',
    });
    await Promise.all(
      ['A', 'B', 'C', 'D'].map((code) =>
        db.runs.addEvents(run.lease.runNo, [event(code), event(code)]),
      ),
    );
    const first = await db.runs.events(run.lease.runId, { limit: 5 });
    const rest = await db.runs.events(run.lease.runId, { limit: 5, cursor: first.next ?? '' });
    const all = [...first.items, ...rest.items];
    expect(all.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(
      all
        .map(({ code }) => code)
        .sort()
        .join(''),
    ).toBe('AABBCCDD');
    expect(rest.next).toBeNull();
    const { runId } = run.lease;
    expect((await db.runs.events(runId, { limit: 5, level: ['error'] })).items).toEqual([]);
    expect((await db.runs.events(runId, { limit: 9, attempt: 1 })).items).toHaveLength(8);
    expect((await db.runs.events(runId, { limit: 9, attempt: 2 })).items).toEqual([]);
  });

  test('a run is repaired only from partial, and when nothing of it is open', async () => {
    const { run } = await runningHub(db);
    await db.rowErrors.insert(run.lease.runNo, [rowErrorOf(7)], at);
    expect(await db.runs.repair(run.lease.runId)).toBe(false);
    await db.runs.finish(run.lease, 'partial', null, new Date());
    expect(await db.runs.repair(run.lease.runId)).toBe(false);
    await db.rowErrors.markReplayed(run.lease.runNo, [7]);
    expect(await db.runs.repair(run.lease.runId)).toBe(true);
    expect(await db.runs.find(run.lease.runId, null)).toMatchObject({ state: 'repaired' });
  });

  describe('a run that failed', () => {
    const problem = {
      code: 'GUARD-001',
      name: 'ROWS',
      scope: 'file',
      message: 'Few rows',
    } as const;
    const few = { ...problem, expected: 'more rows' };

    async function failedRun() {
      const { feed, run } = await runningHub(db);
      await db.runs.finish(run.lease, 'failed', few, at);
      return { feed, run };
    }
    async function later(
      { feed, run }: Awaited<ReturnType<typeof failedRun>>,
      state: 'succeeded' | 'partial' | 'failed' | 'cancelled',
      wish: Partial<Parameters<typeof newRun>[2]> = {},
    ) {
      const id = await newRun(db, feed, { file: run.fileId, ...wish });
      const { lease } = await claimed(db, id);
      await db.runs.finish(lease, state, state === 'failed' ? few : null, at);
      return lease;
    }
    const found = (runId: string) => db.runs.find(runId, null);

    test.each(['succeeded', 'partial'] as const)(
      'is repaired by a later one of its file that %s, once, and names it',
      async (state) => {
        const failed = await failedRun();
        const { runId: id, runNo: no } = failed.run.lease;
        expect(await found(id)).toMatchObject({ state: 'failed', takenInBy: null });

        const { runId, runNo } = await later(failed, state);

        expect(await db.runs.repairEarlier(runNo)).toEqual([{ id, no }]);
        expect(await db.runs.repairEarlier(runNo)).toEqual([]);
        expect(await found(id)).toMatchObject({
          state: 'repaired',
          problem: few,
          takenInBy: runId,
        });
        expect(await found(runId)).toMatchObject({ state, takenInBy: null });
      },
    );

    test.each([
      ['failed too', 'failed', {}],
      ['was cancelled', 'cancelled', {}],
      ['only planned', 'succeeded', { kind: 'plan' }],
      ['went over its failed rows only', 'succeeded', { kind: 'replay', rows: 'failed' }],
    ] as const)('stays failed when the later one %s', async (_why, state, wish) => {
      const failed = await failedRun();
      const { runNo } = await later(failed, state, wish);

      expect(await db.runs.repairEarlier(runNo)).toEqual([]);
      expect(await found(failed.run.lease.runId)).toMatchObject({
        state: 'failed',
        takenInBy: null,
      });
    });

    test('stays failed when the one that took its file in came before it, or another file', async () => {
      const failed = await failedRun();
      const { runNo } = await later(failed, 'succeeded', { file: await newFile(db, failed.feed) });
      expect(await db.runs.repairEarlier(runNo)).toEqual([]);

      const again = await later(failed, 'succeeded');
      const { runId } = await later(failed, 'failed');
      await db.runs.repairEarlier(again.runNo);
      expect(await found(runId)).toMatchObject({ state: 'failed', takenInBy: null });
    });

    test('stays failed while a row of it is open, and again when one is opened', async () => {
      const failed = await failedRun();
      const { runId, runNo } = failed.run.lease;
      await db.rowErrors.insert(runNo, [rowErrorOf(1)], at);
      const { runNo: laterNo } = await later(failed, 'partial');
      expect(await db.runs.repairEarlier(laterNo)).toEqual([]);

      const query = { run: runId };
      const decide = (deed: 'resolve' | 'reopen') =>
        db.rowErrors.decide({ query }, deed, fresh('dec'), null);
      await decide('resolve');
      expect(await found(runId)).toMatchObject({ state: 'repaired' });
      await decide('reopen');
      expect(await found(runId)).toMatchObject({ state: 'failed' });
    });
  });

  test('rows show outcome, points, entry and error, page by page and by outcome', async () => {
    const { feed, run } = await runningHub(db);
    const { runId, runNo } = run.lease;
    await db.ledger.book(
      [
        entryOf(feed, run, { txnId: 'T1', rowNo: 1, points: 10 }),
        entryOf(feed, run, { txnId: 'T3', rowNo: 3, points: 30 }),
      ],
      at,
    );
    const rejected = outcomeOf(4, 'rejected', { txnId: null, memberNo: null });
    await db.rowPages.write({
      runNo,
      firstRow: 1,
      rows: [outcomeOf(1, 'posted'), outcomeOf(2, 'skipped')],
    });
    await db.rowPages.write({ runNo, firstRow: 3, rows: [outcomeOf(3, 'posted'), rejected] });
    await db.rowErrors.insert(runNo, [rowErrorOf(4)], at);

    const first = await db.runs.rows(runId, { limit: 3 });
    const second = await db.runs.rows(runId, { limit: 3, cursor: first.next ?? '' });
    const all = [...first.items, ...second.items];
    expect(all.map(({ rowNo, outcome, points }) => [rowNo, outcome, points])).toEqual([
      [1, 'posted', 10],
      [2, 'skipped', null],
      [3, 'posted', 30],
      [4, 'rejected', null],
    ]);
    expect(second.next).toBeNull();
    const [posted, , , failed] = all;
    expect(await db.ledger.find(posted?.entryId ?? '', null)).toMatchObject({ txnId: 'T1' });
    expect(await db.rowErrors.find(failed?.rowErrorId ?? '', null)).toMatchObject({ rowNo: 4 });

    const skipped = await db.runs.rows(runId, { limit: 10, outcome: ['skipped', 'rejected'] });
    expect(skipped.items.map(({ rowNo }) => rowNo)).toEqual([2, 4]);
    expect(await db.rowPages.rowNumbers(runNo, ['posted'])).toEqual([1, 3]);
    expect(await db.rowPages.row(runNo, 4)).toEqual(rejected);
    expect(await db.rowPages.row(runNo, 5)).toBeNull();
  });

  test('rows begin at the one that is asked for', async () => {
    const { run } = await runningHub(db);
    const { runId, runNo } = run.lease;
    const rows = [1, 2, 3, 4].map((rowNo) => outcomeOf(rowNo, 'skipped'));
    await db.rowPages.write({ runNo, firstRow: 1, rows });

    const page = await db.runs.rows(runId, { limit: 2, from: 3 });
    expect(page.items.map(({ rowNo }) => rowNo)).toEqual([3, 4]);
    expect(await db.runs.row(runId, 4)).toMatchObject({ rowNo: 4, offset: 80, byteLength: 19 });
    expect(await db.runs.row(runId, 5)).toBeNull();
  });

  describe('lists', () => {
    let partner: string;
    const ids: string[] = [];
    const day = (n: number) => new Date(Date.UTC(2026, 0, n, 12));

    beforeAll(async () => {
      partner = await newPartner(db);
      const feed = await newFeed(db, partner);
      for (let n = 1; n <= 5; n += 1) {
        const file = await newFile(db, feed, `Purchases-${String(n)}.csv`);
        // Two share a moment, so that the second column of the order matters.
        ids.push(await newRun(db, feed, { file, queuedAt: day(n === 5 ? 4 : n) }));
      }
      for (const [index, rejected] of [3, 9, 0, 9].entries()) {
        const run = await claimed(db, ids[index] ?? '');
        const settled = counts({ read: 10, posted: 10 - rejected, rejected });
        await db.runs.advance(
          run.lease,
          { rowNo: 10, counts: settled, pointsAccrued: 100, pointsReversed: 40 },
          leaseS,
        );
        await db.runs.finish(run.lease, rejected > 0 ? 'partial' : 'succeeded', null, new Date());
      }
      await newRun(db, feed, { kind: 'plan', of: ids[0] ?? '', queuedAt: day(9) });
      await newRun(db, feed, { kind: 'replay', of: ids[0] ?? '', queuedAt: day(8) });
    });

    const everything = async (
      sort: 'newest' | 'oldest' | 'longest' | 'most-rejected',
      limit: number,
    ) => {
      const found: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await db.runs.list(
          { partner, sort, limit, cursor, to: day(8).toISOString() },
          null,
        );
        found.push(...page.items.map(({ id }) => id));
        cursor = page.next ?? undefined;
      } while (cursor !== undefined);
      return found.map((id) => ids.indexOf(id) + 1);
    };

    test.each([
      { sort: 'newest', order: [5, 4, 3, 2, 1] },
      { sort: 'oldest', order: [1, 2, 3, 4, 5] },
      { sort: 'most-rejected', order: [4, 2, 1, 5, 3] },
    ] as const)('$sort pages in order, each run once', async ({ sort, order }) => {
      expect(await everything(sort, 2)).toEqual(order);
      expect(await everything(sort, 500)).toEqual(order);
    });

    test('longest pages through every run once', async () => {
      expect((await everything('longest', 2)).sort()).toEqual([1, 2, 3, 4, 5]);
    });

    test.each([
      { filter: { state: ['succeeded', 'queued'] as const }, runs: 2 },
      { filter: { from: day(2).toISOString(), to: day(4).toISOString() }, runs: 2 },
      { filter: { q: 'purchases-3' }, runs: 1 },
      { filter: { q: 'PURCHASES-' }, runs: 5 },
      { filter: { q: '%' }, runs: 0 },
      { filter: { q: "'" }, runs: 0 },
      { filter: { feed: 'nobody.nothing' }, runs: 0 },
    ])('filter $filter finds $runs', async ({ filter, runs }) => {
      const page = await db.runs.list({ partner, sort: 'newest', limit: 50, ...filter }, null);
      expect(page.items.filter(({ kind }) => kind === 'file')).toHaveLength(runs);
    });

    test('a run is found by the start of its id', async () => {
      const [id = ''] = ids;
      const page = await db.runs.list({ partner, sort: 'newest', limit: 50, q: id }, null);
      expect(page.items.map((run) => run.id)).toContain(id);
    });

    test('a replay and its original know each other; plans are not runs to look at', async () => {
      const { items } = await db.runs.list({ partner, sort: 'newest', limit: 50 }, null);
      const [replay] = items.filter(({ kind }) => kind === 'replay');
      expect(replay?.replayOf).toBe(ids[0]);
      expect((await db.runs.find(ids[0] ?? '', null))?.replays).toEqual([replay?.id]);
      expect(items).toHaveLength(6);
    });

    test.each(['newest', 'oldest', 'longest', 'most-rejected'] as const)(
      'pages over several states are one list: %s',
      async (sort) => {
        const query = { partner, sort, state: ['partial', 'queued', 'succeeded'] as const };
        const whole = await db.runs.list({ ...query, limit: 50 }, null);
        const seen: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await db.runs.list({ ...query, limit: 2, cursor }, null);
          seen.push(...page.items.map(({ id }) => id));
          cursor = page.next ?? undefined;
        } while (cursor !== undefined);

        const every = await db.runs.list({ partner, sort, limit: 50 }, null);
        expect(seen).toEqual(whole.items.map(({ id }) => id));
        expect(seen).toEqual(every.items.map(({ id }) => id));
      },
    );

    test('stats without buckets only count', async () => {
      const stats = await db.runs.stats({ partner, bucket: 'none', state: ['partial'] }, null);
      expect(stats.states).toMatchObject({ queued: 2, partial: 3, succeeded: 1, failed: 0 });
      expect(stats.buckets).toEqual([]);
    });

    test('runs are found by the version of the rules that they went by', async () => {
      const page = { partner, sort: 'newest', limit: 50 } as const;
      const { items } = await db.runs.list(page, null);
      const ruleVersion = items[0]?.ruleVersion;

      const found = await db.runs.list({ ...page, ruleVersion }, null);
      const none = await db.runs.list({ ...page, ruleVersion: 'nobodys@1' }, null);

      expect(found.items).toEqual(items.filter((run) => run.ruleVersion === ruleVersion));
      expect(none.items).toEqual([]);
    });

    test('stats count by state and by day, and their rows add up', async () => {
      const stats = await db.runs.stats({ partner, bucket: 'day', state: ['partial'] }, null);
      expect(stats.states).toMatchObject({ queued: 2, partial: 3, succeeded: 1, failed: 0 });
      expect(stats.buckets.map(({ at: day, runs }) => [day, runs])).toEqual([
        ['2026-01-01T00:00:00.000Z', 1],
        ['2026-01-02T00:00:00.000Z', 1],
        ['2026-01-04T00:00:00.000Z', 1],
      ]);
      expect(stats.buckets[1]).toMatchObject({
        counts: counts({ read: 10, posted: 1, rejected: 9 }),
        points: 60,
        failed: 0,
        durationMs: expect.any(Number),
      });
      const waiting = await db.runs.stats({ partner, bucket: 'day', state: ['queued'] }, null);
      expect(new Set(waiting.buckets.map(({ durationMs }) => durationMs))).toEqual(new Set([null]));
    });
  });

  test('an unknown run is not there, in every way to ask', async () => {
    const nobody = fresh('nobody');
    expect(await db.runs.find(nobody, null)).toBeNull();
    expect(await db.runs.rows(nobody, { limit: 5 })).toEqual({ items: [], next: null });
    expect(await db.runs.events(nobody, { limit: 5 })).toEqual({ items: [], next: null });
    expect(await db.runs.repair(nobody)).toBe(false);
  });
});
