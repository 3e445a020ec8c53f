import type { RowErrorSelection } from '@waybill/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines, testDatabase, type TestDatabase } from '../../testing/engines.ts';
import {
  at,
  claimed,
  counts,
  fresh,
  leaseS,
  newRun,
  rowErrorOf,
  runningHub,
} from '../../testing/hub-story.ts';
import type { ClaimedRun, FeedConfig, NewRowError, RowErrorDeed } from '../index.ts';

describe.each(engines)('the inbox of row errors on %s', (engine) => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await testDatabase(engine);
  }, 60_000);
  afterAll(() => db.close());

  const minutesLater = (minutes: number) => new Date(at.getTime() + minutes * 60_000);
  const kinds = [
    rowErrorOf(1),
    rowErrorOf(2, { code: 'REF-001', column: 'member' }),
    { ...rowErrorOf(3, { code: 'REF-001', column: 'member' }), txnId: 'TX-77', memberNo: 'E100' },
    { ...rowErrorOf(4), memberNo: 'E101' },
  ];

  async function hubWith(errors: readonly NewRowError[]) {
    const { feed, run } = await runningHub(db);
    await db.rowErrors.insert(run.lease.runNo, errors, at);
    return { feed, run, partner: feed.partner };
  }
  const rowsIn = async (query: Parameters<typeof db.rowErrors.list>[0]) =>
    (await db.rowErrors.list(query, null)).items.map(({ rowNo }) => rowNo);
  const decide = (selection: RowErrorSelection, deed: RowErrorDeed, tenant: string | null = null) =>
    db.transaction(async (tx) => {
      const decision = fresh('dec');
      return { changed: await tx.rowErrors.decide(selection, deed, decision, tenant), decision };
    });

  test.each([
    ['code', { code: 'REF-001' }, [3, 2]],
    ['code and column', { code: 'TYPE-003', column: 'amount' }, [4, 1]],
    ['another column', { column: 'member' }, [3, 2]],
    ['no column', { column: '' }, []],
    ['the beginning of a member number', { q: 'E10' }, [4, 3]],
    ['the beginning of a transaction id', { q: 'TX' }, [3]],
    ['a time before them', { to: at.toISOString() }, []],
    ['a time that holds them', { from: at.toISOString() }, [4, 3, 2, 1]],
    ['a state', { state: ['open' as const, 'ignored' as const] }, [4, 3, 2, 1]],
    ['another state', { state: ['ignored' as const] }, []],
  ])('is narrowed by %s', async (_name, filter, expected) => {
    const { partner } = await hubWith(kinds);
    const { state, ...rest } = { state: undefined, ...filter };
    expect(await rowsIn({ partner, ...filter, limit: 9 })).toEqual(expected);
    const { total } = await db.rowErrors.stats({ partner, ...rest }, null);
    if (state === undefined) expect(total).toBe(expected.length);
    const clusters = await db.rowErrors.clusters({ partner, ...filter }, null, at);
    expect(clusters.reduce((sum, { rows }) => sum + rows, 0)).toBe(expected.length);
    for (const { column } of clusters) expect(['amount', 'member']).toContain(column);
  });

  test('is in the order of finding, either way, and in that of its file for one run', async () => {
    const { run, partner } = await hubWith([rowErrorOf(1), rowErrorOf(2)]);
    await db.rowErrors.insert(run.lease.runNo, [rowErrorOf(3)], minutesLater(1));
    expect(await rowsIn({ partner, limit: 9 })).toEqual([3, 2, 1]);
    expect(await rowsIn({ partner, sort: 'oldest', limit: 9 })).toEqual([1, 2, 3]);
    expect(await rowsIn({ run: run.lease.runId, limit: 9 })).toEqual([1, 2, 3]);
  });

  test('pages over several states as over one', async () => {
    const { partner } = await hubWith([1, 2, 3, 4, 5].map((n) => rowErrorOf(n)));
    const { items } = await db.rowErrors.list({ partner, limit: 9 }, null);
    const ids = items.filter(({ rowNo }) => rowNo % 2 === 0).map(({ id }) => id);
    await decide({ ids }, 'ignore');
    const found: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await db.rowErrors.list({ partner, limit: 2, cursor }, null);
      found.push(...page.items.map(({ rowNo }) => rowNo));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect(found).toEqual([5, 4, 3, 2, 1]);
  });

  test('counts its states, also after they changed', async () => {
    const { run, partner } = await hubWith(kinds);
    await decide({ query: { partner, code: 'REF-001' } }, 'ignore');
    await db.rowErrors.markReplayed(run.lease.runNo, [1]);
    expect(await db.rowErrors.stats({ partner }, null)).toMatchObject({
      states: { open: 1, ignored: 2, replayed: 1, resolved: 0 },
      total: 4,
    });
    expect(await db.rowErrors.clusters({ partner, state: ['open'] }, null, at)).toMatchObject([
      { code: 'TYPE-003', rows: 1 },
    ]);
  });

  test('shows the days of a cluster up to today', async () => {
    const { run, partner } = await hubWith([rowErrorOf(1), rowErrorOf(2)]);
    await db.rowErrors.insert(run.lease.runNo, [rowErrorOf(3)], minutesLater(60 * 24));
    const [cluster] = await db.rowErrors.clusters({ partner }, null, minutesLater(60 * 24 * 2));
    expect(cluster?.trend).toHaveLength(14);
    expect(cluster?.trend.slice(-3)).toEqual([2, 1, 0]);
  });

  test.each<[RowErrorDeed, string, number]>([
    ['resolve', 'resolved', 2],
    ['ignore', 'ignored', 2],
    ['reopen', 'open', 0],
  ])('%s makes open ones %s', async (deed, state, expected) => {
    const { partner } = await hubWith([rowErrorOf(1), rowErrorOf(2)]);
    expect((await decide({ query: { partner } }, deed)).changed).toBe(expected);
    const { items } = await db.rowErrors.list({ partner, limit: 9 }, null);
    expect(items.map((error) => error.state)).toEqual([state, state]);
  });

  test('a decision is taken back by its name, and nothing else with it', async () => {
    const { partner } = await hubWith(kinds);
    await decide({ query: { partner, q: 'E101' } }, 'ignore');
    const { decision } = await decide({ query: { partner } }, 'resolve');
    expect(await rowsIn({ decision, limit: 9 })).toEqual([3, 2, 1]);
    expect((await decide({ query: { decision } }, 'reopen')).changed).toBe(3);
    expect(await db.rowErrors.stats({ partner }, null)).toMatchObject({
      states: { open: 3, ignored: 1 },
    });
  });

  test('what a replay settled is not opened again', async () => {
    const { run, partner } = await hubWith([rowErrorOf(1)]);
    await db.rowErrors.markReplayed(run.lease.runNo, [1]);
    expect((await decide({ query: { partner } }, 'reopen')).changed).toBe(0);
  });

  test('a partner decides about its own only, by query and by id', async () => {
    const ours = await hubWith([rowErrorOf(1)]);
    const theirs = await hubWith([rowErrorOf(1)]);
    const { items } = await db.rowErrors.list({ partner: theirs.partner, limit: 1 }, null);
    const ids = items.map(({ id }) => id);
    expect(await db.rowErrors.selected({ ids }, ours.partner)).toBe(0);
    expect((await decide({ ids }, 'ignore', ours.partner)).changed).toBe(0);
    expect(
      (await decide({ query: { partner: theirs.partner } }, 'ignore', ours.partner)).changed,
    ).toBe(0);
    expect((await decide({ ids }, 'ignore', theirs.partner)).changed).toBe(1);
  });

  test('of two that decide at once each row is decided once', async () => {
    const { partner } = await hubWith([1, 2, 3].map((n) => rowErrorOf(n)));
    const selection = { query: { partner } };
    const both = await Promise.all([decide(selection, 'resolve'), decide(selection, 'ignore')]);
    expect(both.reduce((sum, { changed }) => sum + changed, 0)).toBe(3);
    const { states, total } = await db.rowErrors.stats({ partner }, null);
    expect([states.open, states.resolved + states.ignored, total]).toEqual([0, 3, 3]);
  });

  describe('the run they are of', () => {
    async function finished(
      state: 'partial' | 'failed',
      good: number,
    ): Promise<[FeedConfig, ClaimedRun]> {
      const { feed, run } = await runningHub(db);
      await db.rowErrors.insert(run.lease.runNo, [rowErrorOf(1), rowErrorOf(2)], at);
      const read = counts({ read: 2 + good, posted: good, rejected: 2 });
      await db.runs.advance(
        run.lease,
        { rowNo: 2 + good, counts: read, pointsAccrued: 0, pointsReversed: 0 },
        leaseS,
      );
      await db.runs.finish(run.lease, state, null, at);
      return [feed, run];
    }
    const stateOf = async (run: ClaimedRun) => (await db.runs.find(run.lease.runId, null))?.state;

    test('is repaired when the last one closes, and not before', async () => {
      const [, run] = await finished('partial', 3);
      const query = { run: run.lease.runId };
      await db.rowErrors.markReplayed(run.lease.runNo, [1]);
      expect(await stateOf(run)).toBe('partial');
      await decide({ query }, 'ignore');
      expect(await stateOf(run)).toBe('repaired');
      await decide({ query }, 'reopen');
      expect(await stateOf(run)).toBe('partial');
    });

    test('that had accepted nothing is repaired by a replay, not by closing its rows', async () => {
      const [, ignored] = await finished('failed', 0);
      await decide({ query: { run: ignored.lease.runId } }, 'ignore');
      expect(await stateOf(ignored)).toBe('failed');

      const [, replayed] = await finished('failed', 0);
      await db.rowErrors.markReplayed(replayed.lease.runNo, [1, 2]);
      expect(await db.runs.repair(replayed.lease.runId)).toBe(true);
      expect(await stateOf(replayed)).toBe('repaired');
    });

    test('of another decision stays as it is', async () => {
      const [feed, run] = await finished('partial', 1);
      const other = await claimed(db, await newRun(db, feed));
      await db.rowErrors.insert(other.lease.runNo, [rowErrorOf(1)], at);
      await decide({ query: { run: other.lease.runId } }, 'ignore');
      expect(await stateOf(run)).toBe('partial');
      expect(await stateOf(other)).toBe('running');
    });
  });
});
