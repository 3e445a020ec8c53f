import type { ReplayEffects } from '@waybill/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines, testDatabase, type TestDatabase } from '../../testing/engines.ts';
import {
  at,
  claimed,
  entryOf,
  fresh,
  newFeed,
  newFile,
  newPartner,
  newRun,
} from '../../testing/hub-story.ts';
import type { FeedConfig } from '../index.ts';
import { noEffects } from './replay-effects.ts';

describe.each(engines)('bulk replays on %s', (engine) => {
  let db: TestDatabase;
  let feed: FeedConfig;
  const hourLater = new Date(at.getTime() + 3_600_000);
  const canary = 1;

  beforeAll(async () => {
    db = await testDatabase(engine);
    feed = await newFeed(db, await newPartner(db));
  }, 60_000);
  afterAll(() => db.close());

  test('a selection by query is counted and frozen within its partner', async () => {
    const other = await newFeed(db, await newPartner(db));
    const runs = [await newRun(db, other), await newRun(db, other)];
    const selection = { query: { partner: other.partner } };
    expect(await db.bulkReplays.count(selection, null)).toBe(2);
    expect(await db.bulkReplays.count(selection, other.partner)).toBe(2);
    expect(await db.bulkReplays.count(selection, feed.partner)).toBe(0);
    expect(await db.bulkReplays.count({ ids: runs.slice(1) }, null)).toBe(1);
    expect(await db.bulkReplays.count({ ids: runs }, feed.partner)).toBe(0);

    const plan = await newPlan({ selection });
    await newRun(db, other);
    expect(await db.bulkReplays.findPlan(plan, at)).toMatchObject({
      state: 'computing',
      total: 2,
      files: 2,
      runs: { waiting: 2 },
    });
    const first = await db.bulkReplays.runs(plan, { limit: 1 });
    const rest = await db.bulkReplays.runs(plan, { limit: 1, cursor: first.next ?? '' });
    expect([...first.items, ...rest.items].map(({ run }) => run)).toEqual(runs);
    expect(rest.next).toBeNull();
  });

  test('of several runs over one file the last is taken', async () => {
    const file = await newFile(db, feed);
    const ids = [await newRun(db, feed, { file }), await newRun(db, feed, { file })];
    const plan = await newPlan({ selection: { ids } });
    expect((await db.bulkReplays.runs(plan, { limit: 9 })).items).toMatchObject([
      { run: ids[0], state: 'refused', problem: { code: 'same-file' } },
      { run: ids[1], state: 'waiting', problem: null },
    ]);
    expect(await db.bulkReplays.nextToPlan(plan)).toMatchObject({ runId: ids[1], planRunId: null });
  });

  test('plans add up over the runs, and the largest movements by member', async () => {
    const plan = await readyPlan([
      effects({ reversed: 2, pointsDelta: -30 }),
      effects({ inserted: 1, unchanged: 4, pointsDelta: 10 }),
    ]);
    expect(await db.bulkReplays.findPlan(plan, at)).toMatchObject({
      state: 'ready',
      ruleVersions: ['standard@1'],
      runs: { planned: 2 },
      effects: effects({ inserted: 1, unchanged: 4, reversed: 2, pointsDelta: -20 }),
      members: [
        { partner: feed.partner, memberNo: 'E0', pointsDelta: -30 },
        { partner: feed.partner, memberNo: 'E1', pointsDelta: 10 },
      ],
      expiresAt: hourLater.toISOString(),
    });
    expect(await db.bulkReplays.findPlan(plan, hourLater)).toMatchObject({ state: 'expired' });
  });

  test('a plan is used once, and the smallest run that changes something is the canary', async () => {
    const plan = await readyPlan([effects({ unchanged: 1 }), effects({ inserted: 1 })]);
    expect(await db.bulkReplays.start(startOf(plan, hourLater))).toBe(false);
    const starts = await Promise.all([1, 2, 3].map(() => db.bulkReplays.start(startOf(plan))));
    expect(starts.filter(Boolean)).toHaveLength(1);
    const { items } = await db.bulkReplays.runs(plan, { limit: 9 });
    expect(items).toMatchObject([
      { isCanary: true, planned: { inserted: 1 } },
      { isCanary: false, planned: { unchanged: 1 } },
    ]);
    expect(await db.bulkReplays.findPlan(plan, at)).toMatchObject({ state: 'used' });
  });

  test('what was replayed is proved by the ledger of each feed', async () => {
    const plan = await readyPlan([effects({ inserted: 1, pointsDelta: 10 }), effects({})]);
    const bulk = startOf(plan);
    await db.bulkReplays.start(bulk);
    const next = await db.bulkReplays.nextToReplay(bulk.id);
    expect(next).toMatchObject({ isCanary: true, replay: null });
    if (!next) return;
    const [replayId, runId] = [fresh('rpl'), fresh('run')];
    const { planId, runId: of, fileId } = next;
    const said = { reason: 'x', requestedBy: 'person:ada', at };
    expect(await db.replays.start({ planId, replayId, runId, ...said })).toMatchObject({
      bundleId: feed.bundle.id,
      rows: 'all',
    });
    const run = { id: runId, kind: 'replay', fileId, feedId: feed.id, rows: 'all', at } as const;
    await db.runs.enqueue({ ...run, bundleId: feed.bundle.id, originalRunId: of });
    await db.bulkReplays.replaying(bulk.id, next.position, replayId);
    expect(await db.bulkReplays.nextToReplay(bulk.id)).toMatchObject({
      runId: of,
      replay: { id: replayId, runId },
    });
    const replay = await claimed(db, runId);
    await db.ledger.book([entryOf(feed, replay, { txnId: fresh('T') })], at);
    await db.replays.addEffects(runId, effects({ inserted: 1, pointsDelta: 10 }), new Map());
    await db.runs.finish(replay.lease, 'succeeded', null, at);
    await db.bulkReplays.replayed(bulk.id, next.position, 'done', null);
    expect(await db.bulkReplays.proof(bulk.id)).toBeNull();
    expect(await db.bulkReplays.end(bulk.id, 'cancelled', null, at)).toBe(true);
    expect(await db.bulkReplays.end(bulk.id, 'succeeded', null, at)).toBe(false);

    expect(await db.replays.find(replayId, null)).toMatchObject({ bulkReplay: bulk.id });
    expect(await db.bulkReplays.find(bulk.id)).toMatchObject({
      state: 'cancelled',
      runs: { done: 1, planned: 1 },
      actual: { inserted: 1, pointsDelta: 10 },
      finishedAt: at.toISOString(),
    });
    const proof = await db.bulkReplays.proof(bulk.id);
    expect(proof).toMatchObject({
      asPlanned: true,
      runs: { replayed: 1, total: 2 },
      planned: { inserted: 1 },
      actual: { inserted: 1 },
      entriesCreated: 1,
      feeds: [{ feed: feed.id, entriesCreated: 1 }],
    });
    const [ledger] = proof?.feeds ?? [];
    expect(ledger?.after.entries).toBe((ledger?.before.entries ?? 0) + 1);
    const { items } = await db.bulkReplays.list({ sort: 'newest', limit: 1 });
    expect(items).toMatchObject([{ id: bulk.id }]);
  });

  test('one whose job ended without it goes on no more', async () => {
    const plan = await readyPlan([effects({})]);
    const bulk = startOf(plan);
    await db.bulkReplays.start(bulk);
    await db.jobs.enqueue({
      id: bulk.jobId,
      kind: 'bulk-replay',
      owner: { ...owner, roles: [], scopes: [] },
      label: 'x',
      request: {},
      total: 1,
      at,
    });
    expect(await db.bulkReplays.find(bulk.id)).toMatchObject({ state: 'canary' });
    const job = await db.jobs.claim('w', { leaseS: 60, attemptsMax: 1, only: bulk.jobId });
    if (job) await db.jobs.finish(job.lease, { state: 'failed' }, at);
    expect(await db.bulkReplays.find(bulk.id)).toMatchObject({
      state: 'stopped',
      problem: { code: 'job-ended' },
    });
  });

  const owner = {
    kind: 'person',
    issuer: 'i',
    subject: 's',
    clientId: 'c',
    partner: null,
  } as const;

  function effects(some: Partial<ReplayEffects>): ReplayEffects {
    return { ...noEffects, ...some };
  }

  function startOf(planId: string, when = at) {
    const limits = { rejectedPercent: 10, points: null };
    const said = { reason: 'wrong rate', requestedBy: 'person:ada', afterCanary: 'wait' as const };
    return { id: fresh('blk'), planId, jobId: fresh('job'), limits, ...said, at: when };
  }

  async function newPlan({
    selection,
  }: {
    selection: Parameters<typeof db.bulkReplays.count>[0];
  }): Promise<string> {
    const id = fresh('bpl');
    const choice = { selection, rows: 'all', rules: 'current', canary } as const;
    const asked = { jobId: fresh('job'), requestedBy: 'person:ada', at };
    await db.bulkReplays.insertPlan({ id, ...choice, ...asked }, null);
    return id;
  }

  /** A plan over so many runs, each of which would have these effects, for a member of its own. */
  async function readyPlan(planned: readonly ReplayEffects[]): Promise<string> {
    const ids: string[] = [];
    for (const _ of planned) ids.push(await newRun(db, feed));
    const plan = await newPlan({ selection: { ids } });
    for (const [index, each] of planned.entries()) {
      const next = await db.bulkReplays.nextToPlan(plan);
      if (!next) throw new Error('nothing to plan');
      const of = next.runId;
      const planRunId = await newRun(db, feed, { kind: 'plan', of, file: next.fileId });
      const id = fresh('pln');
      const choice = { rows: 'all', rules: 'current', bundleId: feed.bundle.id } as const;
      const known = { originalRunId: of, planRunId, at, expiresAt: hourLater };
      await db.replays.insertPlan({ id, ...choice, ...known });
      await db.bulkReplays.planning(plan, next.position, id);
      const deltas = new Map([[`E${String(index)}`, each.pointsDelta]]);
      await db.replays.addEffects(planRunId, each, deltas);
      await db.runs.finish((await claimed(db, planRunId)).lease, 'succeeded', null, at);
      await db.bulkReplays.planned(plan, next.position, null);
    }
    expect(await db.bulkReplays.nextToPlan(plan)).toBeNull();
    await db.bulkReplays.ready(plan, hourLater);
    return plan;
  }
});
