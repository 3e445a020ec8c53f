import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines, testDatabase, type TestDatabase } from '../../testing/engines.ts';
import {
  at,
  claimed,
  counts,
  leaseS,
  newFeed,
  newPartner,
  newRun,
  runningHub,
} from '../../testing/hub-story.ts';
import type { Lease } from '../index.ts';

describe.each(engines)('attempts on %s', (engine) => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await testDatabase(engine);
  }, 60_000);
  afterAll(() => db.close());

  const settle = (lease: Lease, read: number, seconds = leaseS) =>
    db.runs.advance(
      lease,
      { rowNo: read, counts: counts({ read, posted: read }), pointsAccrued: 0, pointsReversed: 0 },
      seconds,
    );
  const endings = async (runId: string) =>
    (await db.runs.attempts(runId)).map(({ ending, rowsSettled }) => [ending, rowsSettled]);

  test('one that goes on has no end, and the rows it settled so far', async () => {
    const { run } = await runningHub(db);
    await settle(run.lease, 40);

    expect(await db.runs.attempts(run.lease.runId)).toMatchObject([
      { attempt: 1, endedAt: null, ending: null, rowsBefore: 0, rowsSettled: 40, stages: [] },
    ]);
  });

  test('one that lost its lease ends at its last sign of life, when the next one begins', async () => {
    const { run } = await runningHub(db);
    const { runId } = run.lease;
    await settle(run.lease, 500, 0);
    await pause(5);
    const { lease } = await claimed(db, runId, 'worker-2', 0);
    await settle(lease, 800);
    await db.runs.finish(lease, 'succeeded', null, new Date());

    const [lost, last] = await db.runs.attempts(runId);
    expect(lost).toMatchObject({ attempt: 1, ending: 'lost', rowsSettled: 500 });
    expect(last).toMatchObject({
      attempt: 2,
      ending: 'finished',
      rowsBefore: 500,
      rowsSettled: 300,
    });
    expect(lost?.endedAt?.localeCompare(lost.startedAt)).not.toBe(-1);
    expect(last?.startedAt.localeCompare(lost?.endedAt ?? '')).toBe(1);
  });

  test('ends as its worker says: stopped at once, interrupted with a pause before the next', async () => {
    const { run } = await runningHub(db);
    const { runId } = run.lease;
    await db.runs.release(run.lease);
    const second = await claimed(db, runId, 'worker-2');
    expect(await db.runs.pause(second.lease, 60)).toBe(true);

    expect(await endings(runId)).toEqual([
      ['stopped', 0],
      ['interrupted', 0],
    ]);
    expect(await db.runs.claim('worker-3', { leaseS, attemptsMax: 5, only: runId })).toBeNull();
  });

  test('a worker that lost its lease cannot end what is not its attempt any more', async () => {
    const { run } = await runningHub(db);
    await db.runs.release(run.lease);
    await claimed(db, run.lease.runId, 'worker-2');

    expect(await db.runs.pause(run.lease, 1)).toBe(false);
    expect(await endings(run.lease.runId)).toEqual([
      ['stopped', 0],
      [null, 0],
    ]);
  });

  test('each shows the stages it worked on itself, and where it was cut off', async () => {
    const { run } = await runningHub(db);
    const { runId } = run.lease;
    const later = new Date(at.getTime() + 1000);
    await db.runs.markStages(run.lease, [
      { name: 'receive', state: 'done', startedAt: at, finishedAt: at, busyMs: 0 },
      { name: 'decode', state: 'done', startedAt: at, finishedAt: later, busyMs: 30 },
      { name: 'post', state: 'running', startedAt: at, busyMs: 7 },
    ]);
    await db.runs.release(run.lease);
    const { lease } = await claimed(db, runId, 'worker-2');
    await db.runs.markStages(lease, [
      { name: 'post', state: 'done', startedAt: later, finishedAt: later, busyMs: 5 },
    ]);

    const [first, second] = await db.runs.attempts(runId);
    expect(first).toMatchObject({
      lastStage: 'post',
      stages: [
        { name: 'decode', state: 'done', busyMs: 30 },
        { name: 'post', state: 'cut-off', busyMs: 7, finishedAt: null },
      ],
    });
    expect(second?.stages).toMatchObject([
      { name: 'post', state: 'done', busyMs: 5, startedAt: later.toISOString() },
    ]);
  });

  test('a run that was given up keeps the attempt it was lost in', async () => {
    const feed = await newFeed(db, await newPartner(db));
    const only = await newRun(db, feed);
    await db.runs.claim('w', { leaseS: 0, attemptsMax: 1, only });
    await pause(5);
    expect(await db.runs.claim('w', { leaseS: 0, attemptsMax: 1, only })).toBeNull();

    expect(await endings(only)).toEqual([['lost', 0]]);
  });

  test('a run that waits has none', async () => {
    const feed = await newFeed(db, await newPartner(db));
    expect(await db.runs.attempts(await newRun(db, feed))).toEqual([]);
    expect(await db.runs.attempts('nobody')).toEqual([]);
  });
});
