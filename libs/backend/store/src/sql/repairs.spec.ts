import type { ReplayEffects } from '@waybill/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines, testDatabase, type TestDatabase } from '../../testing/engines.ts';
import {
  at,
  claimed,
  counts,
  entryOf,
  fresh,
  leaseS,
  newRun,
  rowErrorOf,
  runningHub,
} from '../../testing/hub-story.ts';
import type { ClaimedRun, FeedConfig } from '../index.ts';

describe.each(engines)('row errors and replays on %s', (engine) => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await testDatabase(engine);
  }, 60_000);
  afterAll(() => db.close());

  test('a row error shows its cells with the wrong one marked', async () => {
    const { feed, run } = await runningHub(db);
    await db.rowErrors.insert(run.lease.runNo, [rowErrorOf(3)], at);
    const { items } = await db.rowErrors.list({ run: run.lease.runId, limit: 5 }, null);
    expect(items).toEqual([
      {
        id: items[0]?.id,
        run: run.lease.runId,
        partner: feed.partner,
        feed: feed.id,
        rowNo: 3,
        line: 4,
        outcome: 'rejected',
        state: 'open',
        txnId: null,
        memberNo: null,
        problems: rowErrorOf(3).problems,
        cells: [
          { column: 'txn', text: 'T3', problem: null },
          { column: 'amount', text: 'abc', problem: 0 },
        ],
        rawLine: 'T3,abc',
        createdAt: at.toISOString(),
      },
    ]);
    expect(await db.rowErrors.find(items[0]?.id ?? '', null)).toEqual(items[0]);
    expect(await db.rowErrors.find('err_0000000000000000', null)).toBeNull();
  });

  test('a raw line keeps every character, and large ones fit in one call', async () => {
    const { run } = await runningHub(db);
    const rawLine = `\u0000\t'";\\ \u{1F600} ${'x'.repeat(65_000)}`;
    const errors = Array.from({ length: 100 }, (_, n) => ({ ...rowErrorOf(n + 1), rawLine }));
    await db.rowErrors.insert(run.lease.runNo, errors, at);
    expect(await db.rowErrors.openCount(run.lease.runNo)).toBe(100);
    const { items } = await db.rowErrors.list({ run: run.lease.runId, limit: 1 }, null);
    expect(items[0]?.rawLine).toBe(rawLine);
  });

  test('a replay closes the errors it settled, once', async () => {
    const { run } = await runningHub(db);
    await db.rowErrors.insert(
      run.lease.runNo,
      [1, 2, 3].map((n) => rowErrorOf(n)),
      at,
    );
    expect(await db.rowErrors.markReplayed(run.lease.runNo, [1, 3, 99])).toBe(2);
    expect(await db.rowErrors.markReplayed(run.lease.runNo, [1, 3])).toBe(0);
    expect(await db.rowErrors.openCount(run.lease.runNo)).toBe(1);
    const open = { run: run.lease.runId, state: ['open'] as const, limit: 9 };
    expect((await db.rowErrors.list(open, null)).items.map(({ rowNo }) => rowNo)).toEqual([2]);
  });

  test('clusters count every row once, by its first problem', async () => {
    const { feed, run } = await runningHub(db);
    const second = await claimed(db, await newRun(db, feed));
    const late = new Date(at.getTime() + 60_000);
    const message = 'Second kind';
    await db.rowErrors.insert(run.lease.runNo, [rowErrorOf(2), rowErrorOf(1)], at);
    await db.rowErrors.insert(
      second.lease.runNo,
      [rowErrorOf(5), rowErrorOf(6, { code: 'REF-001', column: 'member', message })],
      late,
    );
    const clusters = await db.rowErrors.clusters({ partner: feed.partner }, null, late);
    expect(clusters).toMatchObject([
      {
        code: 'TYPE-003',
        column: 'amount',
        rows: 3,
        runs: 2,
        example: 'Not an amount',
        firstSeen: at.toISOString(),
        lastSeen: late.toISOString(),
      },
      { code: 'REF-001', column: 'member', rows: 1, runs: 1, example: message },
    ]);
    expect(
      await db.rowErrors.clusters({ run: second.lease.runId, code: 'REF-001' }, null, late),
    ).toHaveLength(1);
  });

  describe('replays', () => {
    const effects = (some: Partial<ReplayEffects>): ReplayEffects => ({
      inserted: 0,
      unchanged: 0,
      reversed: 0,
      conflict: 0,
      rejected: 0,
      skipped: 0,
      pointsDelta: 0,
      ...some,
    });
    const hourLater = new Date(at.getTime() + 3_600_000);

    async function planned(): Promise<{
      feed: FeedConfig;
      run: ClaimedRun;
      planRun: ClaimedRun;
      plan: string;
    }> {
      const { feed, run } = await runningHub(db);
      const of = run.lease.runId;
      const planRunId = await newRun(db, feed, { kind: 'plan', of, file: run.fileId });
      const plan = fresh('pln');
      await db.replays.insertPlan({
        id: plan,
        originalRunId: of,
        planRunId,
        rows: 'all',
        rules: 'current',
        bundleId: feed.bundle.id,
        at,
        expiresAt: hourLater,
      });
      return { feed, run, planRun: await claimed(db, planRunId), plan };
    }

    const startOf = (plan: string, runId: string, when = at) => ({
      planId: plan,
      replayId: fresh('rpl'),
      runId,
      reason: 'wrong rate',
      requestedBy: 'person:ada',
      at: when,
    });

    test('a plan adds up its batches and shows the largest movements', async () => {
      const { feed, run, planRun, plan } = await planned();
      expect(await db.replays.findPlan(plan, null, at)).toMatchObject({
        state: 'computing',
        effects: null,
      });
      const { runId } = planRun.lease;
      const deltas = new Map(Array.from({ length: 30 }, (_, n) => [`E${String(n)}`, n - 10]));
      await db.replays.addEffects(runId, effects({ inserted: 2, pointsDelta: 5 }), deltas);
      await db.replays.addEffects(
        runId,
        effects({ inserted: 1, unchanged: 4 }),
        new Map([['E0', -90]]),
      );
      await db.runs.advance(
        planRun.lease,
        { rowNo: 7, counts: counts({ read: 7, posted: 7 }), pointsAccrued: 0, pointsReversed: 0 },
        leaseS,
      );
      await db.runs.finish(planRun.lease, 'succeeded', null, new Date());
      const found = await db.replays.findPlan(plan, null, at);
      expect(found).toMatchObject({
        state: 'ready',
        run: run.lease.runId,
        partner: feed.partner,
        feed: feed.id,
        ruleVersion: 'standard@1',
        rowsRead: 7,
        effects: effects({ inserted: 3, unchanged: 4, pointsDelta: 5 }),
      });
      expect(found?.members).toHaveLength(20);
      expect(found?.members[0]).toEqual({ memberNo: 'E0', pointsDelta: -100 });
      expect((await db.replays.findPlan(plan, null, hourLater))?.state).toBe('expired');
    });

    test('a plan is used once, when it is ready and not too old', async () => {
      const { feed, run, planRun, plan } = await planned();
      const replayRun = await newRun(db, feed, {
        kind: 'replay',
        of: run.lease.runId,
        file: run.fileId,
      });
      expect(await db.replays.start(startOf(plan, replayRun))).toBeNull();
      await db.runs.finish(planRun.lease, 'succeeded', null, new Date());
      expect(await db.replays.start(startOf(plan, replayRun, hourLater))).toBeNull();
      const starts = await Promise.all(
        [1, 2, 3, 4].map(() => db.replays.start(startOf(plan, replayRun))),
      );
      expect(starts.filter(Boolean)).toHaveLength(1);
      expect((await db.replays.findPlan(plan, null, at))?.state).toBe('used');
    });

    test('the proof sets plan and deed side by side, with the ledger before and after', async () => {
      const { feed, run, planRun, plan } = await planned();
      await db.replays.addEffects(
        planRun.lease.runId,
        effects({ inserted: 1, pointsDelta: 10 }),
        new Map(),
      );
      await db.runs.finish(planRun.lease, 'succeeded', null, new Date());
      const runId = await newRun(db, feed, {
        kind: 'replay',
        of: run.lease.runId,
        file: run.fileId,
      });
      const start = startOf(plan, runId);
      await db.replays.start(start);
      expect(await db.replays.proof(start.replayId, null)).toBeNull();
      const replay = await claimed(db, runId);
      await db.replays.recordChecksum(runId, 'before', await db.ledger.checksum(feed.feedNo));
      await db.ledger.book([entryOf(feed, replay, { txnId: 'T1' })], at);
      await db.replays.addEffects(runId, effects({ inserted: 1, pointsDelta: 10 }), new Map());
      await db.replays.recordChecksum(runId, 'after', await db.ledger.checksum(feed.feedNo));
      const proof = await db.replays.proof(start.replayId, null);
      expect(proof).toMatchObject({
        originalRun: run.lease.runId,
        run: runId,
        planned: effects({ inserted: 1, pointsDelta: 10 }),
        actual: effects({ inserted: 1, pointsDelta: 10 }),
        asPlanned: true,
        before: { entries: 0, points: 0 },
        after: { entries: 1, points: 10 },
        entriesCreated: 1,
        statement: `1 entry created; the ledger of ${feed.id} has changed.`,
      });
      expect(await db.ledger.find(proof?.entryIds[0] ?? '', null)).toMatchObject({ run: runId });
      expect(await db.replays.find(start.replayId, null)).toMatchObject({
        plan,
        originalRun: run.lease.runId,
        run: runId,
        state: 'running',
        reason: 'wrong rate',
      });
    });

    test('a replay that did nothing proves that nothing changed', async () => {
      const { feed, run, planRun, plan } = await planned();
      await db.runs.finish(planRun.lease, 'succeeded', null, new Date());
      const runId = await newRun(db, feed, {
        kind: 'replay',
        of: run.lease.runId,
        file: run.fileId,
      });
      const start = startOf(plan, runId);
      await db.replays.start(start);
      const checksum = await db.ledger.checksum(feed.feedNo);
      await db.replays.recordChecksum(runId, 'before', checksum);
      await db.replays.recordChecksum(runId, 'after', checksum);
      expect(await db.replays.proof(start.replayId, null)).toMatchObject({
        asPlanned: true,
        entriesCreated: 0,
        entryIds: [],
        statement: `0 entries created; the ledger of ${feed.id} is unchanged.`,
      });
    });
  });
});
