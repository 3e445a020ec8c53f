import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines, testDatabase, type TestDatabase } from '../../testing/engines.ts';
import { counts, leaseS, newFeed, newPartner, newRun, outcomeOf } from '../../testing/hub-story.ts';
import { restPart, type Lease } from '../index.ts';

describe.each(engines)('parts of runs on %s', (engine) => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await testDatabase(engine);
  }, 60_000);
  afterAll(() => db.close());

  const division = {
    header: null,
    digests: Uint8Array.of(1, 2, 3, 4),
    crossing: new Uint8Array(8),
  };
  const part = (partNo: number) => ({ partNo, from: 0, to: 9, firstRow: 1, firstLine: 1 });
  const progress = (rowNo: number) => ({
    rowNo,
    counts: counts({ read: rowNo, posted: rowNo }),
    pointsAccrued: rowNo * 10,
    pointsReversed: 0,
  });

  async function dividedRun(...partNos: number[]): Promise<Lease> {
    const feed = await newFeed(db, await newPartner(db));
    const only = await newRun(db, feed);
    const run = await db.runs.claim('w', { leaseS, attemptsMax: 9, only });
    if (!run) throw new Error('nothing to claim');
    expect(await db.runParts.divide(run.lease, division, partNos.map(part))).toBe(true);
    return run.lease;
  }

  async function heldPart(run: Lease, partNo: number) {
    const held = await db.runParts.claim(run, partNo);
    if (typeof held === 'string') throw new Error(held);
    return held;
  }

  test('a run is divided once, and by nobody who lost it', async () => {
    const run = await dividedRun(1, 2, restPart);
    expect(await db.runParts.divide(run, division, [part(1)])).toBe(false);
    expect(await db.runParts.division(run.runNo)).toMatchObject({ header: null });
    expect((await db.runParts.list(run.runNo)).map(({ partNo }) => partNo)).toEqual([0, 1, 2]);
    const undivided = { ...run, runNo: run.runNo + 1 };
    expect(await db.runParts.divide(undivided, division, [part(1)])).toBe(false);
  });

  test('whoever claims a part last has it, and whoever had it writes nothing', async () => {
    const run = await dividedRun(1);
    const first = await heldPart(run, 1);
    expect(await db.runParts.advance(first.lease, progress(3), { post: 5 })).toBe(true);
    const second = await heldPart(run, 1);
    expect(second.part).toMatchObject({ attempt: 2, progress: progress(3), busyMs: { post: 5 } });
    expect(await db.runParts.advance(first.lease, progress(4), {})).toBe(false);
    expect(await db.runParts.finish(first.lease, {})).toBe(false);
    expect(await db.runParts.renew(first.lease, run, leaseS)).toMatchObject({ held: false });
    expect(await db.runParts.finish(second.lease, {})).toBe(true);
    expect(await db.runParts.claim(run, 1)).toBe('done');
  });

  test('the next attempt at the run shuts out the parts of the one before', async () => {
    const run = await dividedRun(1, 2);
    const old = await heldPart(run, 1);
    await db.runs.release(run);
    const next = await db.runs.claim('x', { leaseS, attemptsMax: 9, only: run.runId });
    if (!next) throw new Error('nothing to claim');
    expect(await db.runParts.claim(run, 2)).toBe('superseded');
    expect(await db.runs.resume(run)).toBeNull();
    await db.runParts.takeOver(next.lease);
    expect(await db.runParts.advance(old.lease, progress(1), {})).toBe(false);
    expect(await db.runs.resume(next.lease)).toMatchObject({ lease: next.lease });
    expect(await heldPart(next.lease, 1)).toMatchObject({ part: { attempt: 2 } });
  });

  test('people see how each part stands, and those that broke off until somebody takes them up', async () => {
    const run = await dividedRun(1, 2, 3, 4, restPart);
    const { runId } = run;
    const standing = async () =>
      (await db.runParts.ofRun(runId)).map(({ part, state, takenUp }) => [part, state, takenUp]);
    await heldPart(run, 1);
    const again = await heldPart(run, 1);
    await db.runParts.advance(again.lease, progress(3), { decode: 2, post: 5 });
    await db.runParts.finish(again.lease, { decode: 2, post: 6 });
    await heldPart(run, 2);
    const before = { total: 5, done: 1, running: 1, waiting: 3, brokenOff: 0, again: 1 };
    expect(await db.runParts.tally(runId)).toEqual(before);
    const [first, ...others] = await standing();
    expect(first).toEqual([1, 'done', 2]);
    expect(others).toEqual([
      [2, 'running', 1],
      [3, 'waiting', 0],
      [4, 'waiting', 0],
      [restPart, 'waiting', 0],
    ]);
    expect((await db.runParts.ofRun(runId))[0]).toMatchObject({
      counts: { read: 3, posted: 3 },
      pointsAccrued: 30,
      busyMs: 8,
    });

    await db.runs.release(run);
    const next = await db.runs.claim('x', { leaseS, attemptsMax: 9, only: runId });
    if (!next) throw new Error('nothing to claim');
    await db.runParts.takeOver(next.lease);
    expect(await db.runParts.tally(runId)).toEqual({ ...before, running: 0, brokenOff: 1 });
    await heldPart(next.lease, 2);
    expect(await db.runParts.tally(runId)).toEqual({ ...before, again: 2 });
    await db.runs.finish(next.lease, 'cancelled', null, new Date());
    expect((await standing())[1]).toEqual([2, 'broken-off', 2]);
  });

  test('a run that is posted as a whole has none', async () => {
    const only = await newRun(db, await newFeed(db, await newPartner(db)));
    expect(await db.runParts.ofRun(only)).toEqual([]);
    expect(await db.runParts.tally(only)).toBeNull();
  });

  test('the run learns how far its parts are, and a part that somebody asked to cancel it', async () => {
    const run = await dividedRun(1, 2);
    for (const partNo of [1, 2])
      await db.runParts.advance((await heldPart(run, partNo)).lease, progress(partNo), {});
    await db.runs.requestCancel(run.runId, { by: 'a', reason: 'b', at: new Date() });
    const { lease } = await heldPart(run, 1);
    const renewed = { held: true, cancelRequested: true };
    expect(await db.runParts.renew(lease, run, leaseS)).toEqual(renewed);
    expect(await db.runs.find(run.runId, null)).toMatchObject({
      counts: { read: 3, posted: 3 },
      pointsAccrued: 30,
    });
  });

  test('rows that come later are found in their places, whatever page is there', async () => {
    const run = await dividedRun(1);
    const rows = (...rowNos: number[]) => rowNos.map((rowNo) => outcomeOf(rowNo, 'posted'));
    const { runNo } = run;
    await db.rowPages.write({ runNo, firstRow: 2, rows: rows(2, 5, 6) });
    await db.rowPages.write({ runNo, firstRow: 10, rows: rows(10, 12) });
    await db.rowPages.fill(runNo, rows(1, 3, 4, 7, 9, 11));
    await db.rowPages.fill(runNo, rows(8, 13, 14));
    const { items } = await db.runs.rows(run.runId, { limit: 100 });
    expect(items.map(({ rowNo }) => rowNo)).toEqual(Array.from({ length: 14 }, (_, n) => n + 1));
    for (const { rowNo } of items)
      expect(await db.rowPages.row(runNo, rowNo)).toMatchObject({ rowNo });
    expect((await db.rowPages.rowNumbers(runNo, ['posted'])).length).toBe(14);
  });
});
