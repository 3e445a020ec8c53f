import type { BulkReplay, Caller, Run } from '@waybill/contracts';
import { standardPurchases } from '@waybill/tabular/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { file, line } from '../../../cases/bad-input.ts';
import { earningRules, openTestHub, testNow, type TestHub } from '../../../testing/index.ts';
import { workOnNextJob } from '../work-on-next-job.ts';

let hub: TestHub;
let serial = 0;

beforeEach(async () => {
  hub = await openTestHub({ settings: { batchRows: 3, leaseS: 1 } });
  await hub.partner('acme');
  await hub.feed('acme', { code: 'p', format: standardPurchases });
  await rulesOf('floor(amount * 2)', 'doubled@2');
});
afterEach(() => hub.close());

describe('a bulk replay', () => {
  it('puts right what a bad rule had booked, run by run, and proves it', async () => {
    const runs = await threeRuns();
    await rulesOf('floor(amount)', 'fixed@3');

    const plan = await planned(runs);
    expect(plan).toMatchObject({
      state: 'ready',
      total: 3,
      files: 3,
      runs: { planned: 3, refused: 0 },
      ruleVersions: ['fixed@3'],
      rowsRead: 6,
      effects: { reversed: 6, inserted: 0, pointsDelta: -60 },
      members: [{ partner: 'acme', memberNo: 'M1', pointsDelta: -60 }],
    });
    expect(await balance()).toBe(120);

    const bulk = await carriedOut(plan.id, { afterCanary: 'continue' });
    expect(bulk).toMatchObject({
      state: 'succeeded',
      runs: { done: 3 },
      actual: { reversed: 6, pointsDelta: -60 },
    });
    expect(await balance()).toBe(60);
    expect(await hub.db.bulkReplays.proof(bulk.id)).toMatchObject({
      asPlanned: true,
      runs: { replayed: 3, total: 3 },
      entriesCreated: 12,
      feeds: [
        {
          feed: 'acme.p',
          before: { entries: 6, points: 120 },
          after: { entries: 18, points: 60 },
          entriesCreated: 12,
        },
      ],
      statement: '3 of 3 runs replayed; 12 entries created; 1 of 1 ledgers changed.',
    });
    const { items } = await hub.db.replays.list(
      { bulkReplay: bulk.id, sort: 'newest', limit: 9 },
      null,
    );
    expect(items).toHaveLength(3);
    expect(items.every(({ asPlanned }) => asPlanned)).toBe(true);
  });

  it('changes nothing when it is done again', async () => {
    const runs = await threeRuns();
    await rulesOf('floor(amount)', 'fixed@3');
    await carriedOut((await planned(runs)).id, { afterCanary: 'continue' });

    const plan = await planned(runs);
    expect(plan).toMatchObject({ effects: { reversed: 0, unchanged: 6, pointsDelta: 0 } });
    const bulk = await carriedOut(plan.id, { afterCanary: 'continue' });
    const proof = await hub.db.bulkReplays.proof(bulk.id);

    expect(proof).toMatchObject({ asPlanned: true, entriesCreated: 0 });
    expect(proof?.feeds[0]?.before).toEqual(proof?.feeds[0]?.after);
    expect(await hub.db.ledger.integrity()).toMatchObject({ balanced: true, balancesAgree: true });
  });

  it('under original rules uses those that each run had, whatever the feed has now', async () => {
    const runs = await threeRuns();
    await rulesOf('floor(amount)', 'fixed@3');

    expect(await planned(runs, { rules: 'original' })).toMatchObject({
      ruleVersions: ['doubled@2'],
      effects: { unchanged: 6, reversed: 0, pointsDelta: 0 },
    });
  });

  it('waits for people after its canary, and goes on when told to', async () => {
    const runs = await threeRuns();
    await rulesOf('floor(amount)', 'fixed@3');
    const plan = await planned(runs);

    const waiting = await carriedOut(plan.id, { afterCanary: 'wait' });
    expect(waiting).toMatchObject({ state: 'waiting', runs: { done: 1, planned: 2 } });
    expect(await balance()).toBe(100);
    // Of two rows each: the smallest that changes something, the first that came.
    const rows = await hub.db.bulkReplays.runs(plan.id, { limit: 1 });
    expect(rows.items).toMatchObject([{ run: runs[0]?.id, isCanary: true, state: 'done' }]);

    const jobId = await enqueue('job-on', 'bulk-replay', { bulkReplay: waiting.id });
    await hub.db.bulkReplays.move(waiting.id, ['waiting'], 'running', jobId);
    await work();
    expect(await known(waiting.id)).toMatchObject({ state: 'succeeded', runs: { done: 3 } });
    expect(await balance()).toBe(60);
  });

  it('stops at the first run that does something else than was planned, and says what', async () => {
    const runs = await threeRuns();
    await rulesOf('floor(amount)', 'fixed@3');
    const plan = await planned(runs);
    // Between plan and replay somebody puts the second file right by hand.
    const second = await planned(runs.slice(1, 2));
    await carriedOut(second.id, { afterCanary: 'continue' });

    const bulk = await carriedOut(plan.id, { afterCanary: 'continue' });

    expect(bulk).toMatchObject({
      state: 'stopped',
      runs: { done: 1, unexpected: 1, planned: 1 },
      problem: {
        code: 'not-as-planned',
        message:
          'Not as planned: unchanged 2 instead of 0, reversed 0 instead of 2, points 0 instead of -20.',
      },
    });
    expect(await hub.db.bulkReplays.proof(bulk.id)).toMatchObject({ asPlanned: false });
    expect(await balance()).toBe(80);
  });

  it('stops when a run moves more points than was allowed', async () => {
    const runs = await threeRuns();
    await rulesOf('floor(amount)', 'fixed@3');
    const plan = await planned(runs);

    const bulk = await carriedOut(plan.id, { limits: { rejectedPercent: 10, points: 19 } });

    expect(bulk).toMatchObject({ state: 'stopped', problem: { code: 'too-many-points' } });
  });

  it('leaves out runs that cannot be replayed, with the reason', async () => {
    const [first, second] = await threeRuns();
    if (!first || !second) throw new Error('no runs');
    const record = await hub.db.files.get(first.file.id);
    const kept = { bucket: record?.archiveBucket ?? '', key: record?.archiveKey ?? '' };
    await hub.buckets.deleteIfMatch(kept, (await hub.buckets.head(kept))?.etag ?? '');
    const failing = await takeIn(line({ txn: 'F1', amount: 'x' }), line({ txn: 'F2' }));

    const all = await planned([first, second]);
    const failed = await planned([second, failing], { rows: 'failed' });

    expect(await problemsOf(all.id)).toEqual([
      ['refused', 'file-gone'],
      ['planned', null],
    ]);
    expect(await problemsOf(failed.id)).toEqual([
      ['refused', 'nothing-to-replay'],
      ['planned', null],
    ]);
  });

  it('that is cancelled keeps what it did, and lists it', async () => {
    const runs = await threeRuns();
    await rulesOf('floor(amount)', 'fixed@3');
    const plan = await planned(runs);
    const bulk = await started(plan.id, { afterCanary: 'continue' });
    let claimed = 0;
    const reach = async (point: string) => {
      if (point !== 'CP3' || ++claimed !== 2) return;
      await hub.db.jobs.requestCancel(bulk.job ?? '', anybody, testNow);
      // Longer than the job takes to read the wish.
      await new Promise((resolve) => setTimeout(resolve, 600));
    };

    await workOnNextJob({ ...hub.ports, crashPoints: { reach } }, 'worker');

    expect(await known(bulk.id)).toMatchObject({
      state: 'cancelled',
      runs: { done: 2, planned: 1 },
      problem: null,
    });
    expect(await hub.db.bulkReplays.proof(bulk.id)).toMatchObject({
      runs: { replayed: 2, total: 3 },
      entriesCreated: 8,
    });
    expect(await balance()).toBe(80);
  });

  it('is taken up exactly where a worker died, at whichever step', async () => {
    const runs = await threeRuns();
    await rulesOf('floor(amount)', 'fixed@3');
    const plan = await planned(runs);
    const bulk = await started(plan.id, { afterCanary: 'continue' });

    let deaths = 0;
    while ((await known(bulk.id)).finishedAt === null) {
      // Each attempt lives for some more transactions than the one before.
      await workUntilDeath(1 + (deaths % 7));
      if (++deaths > 60) throw new Error('it never ends');
    }

    expect(deaths).toBeGreaterThan(3);
    expect(await known(bulk.id)).toMatchObject({ state: 'succeeded', runs: { done: 3 } });
    expect(await hub.db.bulkReplays.proof(bulk.id)).toMatchObject({
      asPlanned: true,
      entriesCreated: 12,
    });
    expect(await balance()).toBe(60);
    const { items } = await hub.db.replays.list(
      { bulkReplay: bulk.id, sort: 'newest', limit: 9 },
      null,
    );
    expect(items).toHaveLength(3);
  });
});

const person: Caller = {
  kind: 'person',
  issuer: 'i',
  subject: 'support',
  clientId: 'c',
  roles: ['support'],
  scopes: [],
  partner: null,
};
const anybody = { issuer: 'i', subject: 'support', partner: null, seesAll: true };

/** Three files of two rows each, 10.00 a row. */
async function threeRuns(): Promise<Run[]> {
  const runs: Run[] = [];
  for (const n of ['A', 'B', 'C']) {
    runs.push(await takeIn(line({ txn: `${n}1` }), line({ txn: `${n}2` })));
  }
  expect(await balance()).toBe(120);
  return runs;
}

async function takeIn(...lines: string[]): Promise<Run> {
  const key = `acme/p/${String(++serial)}.csv`;
  await hub.drop(key, file(...lines));
  const { run } = await hub.takeIn(key);
  if (!run) throw new Error('no run');
  return run;
}

/** The next version of the feed's rules. */
async function rulesOf(points: string, ruleVersion: string): Promise<void> {
  const rules = {
    ...earningRules,
    rules: [{ id: 'base', when: 'amount >= 0', then: [{ do: 'accrue' as const, points }] }],
  };
  const sha256 = String(++serial).padStart(64, '0');
  const bundle = { sha256, ruleVersion, format: standardPurchases, rules };
  await hub.db.feeds.addBundle(
    'acme.p',
    { ...bundle, by: 'person:admin', reason: 'test' },
    testNow,
  );
}

async function planned(
  runs: readonly Pick<Run, 'id'>[],
  {
    rows = 'all',
    rules = 'current',
  }: { rows?: 'all' | 'failed'; rules?: 'original' | 'current' } = {},
) {
  const n = String(++serial);
  const [id, jobId] = [`bplan-${n}`, `job-${n}`];
  const selection = { ids: runs.map((run) => run.id) };
  const choice = { selection, rows, rules, canary: 1 };
  const asked = { jobId, requestedBy: 'person:support', at: testNow };
  await hub.db.bulkReplays.insertPlan({ id, ...choice, ...asked }, null);
  await enqueue(jobId, 'bulk-replay-plan', { plan: id, rows, rules });
  await work();
  const plan = await hub.db.bulkReplays.findPlan(id, testNow);
  if (!plan) throw new Error('no plan');
  return plan;
}

interface Wish {
  readonly afterCanary?: BulkReplay['afterCanary'];
  readonly limits?: BulkReplay['limits'];
}

async function started(
  planId: string,
  { afterCanary = 'wait', limits = { rejectedPercent: 10, points: null } }: Wish,
): Promise<BulkReplay> {
  const n = String(++serial);
  const [id, jobId] = [`bulk-${n}`, `job-${n}`];
  const asked = { reason: 'test', requestedBy: 'person:support', at: testNow };
  const bulk = { id, planId, jobId, afterCanary, limits, ...asked };
  expect(await hub.db.bulkReplays.start(bulk)).toBe(true);
  await enqueue(jobId, 'bulk-replay', { bulkReplay: id });
  return known(id);
}

async function carriedOut(planId: string, wish: Wish): Promise<BulkReplay> {
  const { id } = await started(planId, wish);
  await work();
  return known(id);
}

async function enqueue(
  id: string,
  kind: 'bulk-replay' | 'bulk-replay-plan',
  request: Readonly<Record<string, unknown>>,
): Promise<string> {
  const job = { id, kind, request, owner: person, label: kind, total: null, at: testNow };
  await hub.db.jobs.enqueue(job);
  return id;
}

async function known(id: string): Promise<BulkReplay> {
  const bulk = await hub.db.bulkReplays.find(id);
  if (!bulk) throw new Error('no bulk replay');
  return bulk;
}

async function work(): Promise<void> {
  while ((await workOnNextJob(hub.ports, 'worker')) !== null);
}

/** A worker that dies when it begins its n-th transaction: from then on it reaches nothing, and its leases run out. */
async function workUntilDeath(transactions: number): Promise<void> {
  const { db } = hub.ports;
  const releases: (() => Promise<boolean>)[] = [];
  let left = transactions;
  const alive = <T>(value: T): T => {
    if (left < 0) throw new Error('dead');
    return value;
  };
  const jobs: typeof db.jobs = {
    ...db.jobs,
    claim: async (...asked) => {
      const job = await db.jobs.claim(...asked);
      if (job) releases.push(() => db.jobs.release(job.lease));
      return job;
    },
  };
  const runs: typeof db.runs = {
    ...db.runs,
    claim: async (...asked) => {
      const run = await db.runs.claim(...asked);
      if (run) releases.push(() => db.runs.release(run.lease));
      return run;
    },
  };
  const transaction: typeof db.transaction = async (inside) => {
    left -= 1;
    return alive(db).transaction(inside);
  };
  const mortal = new Proxy(
    { ...db, jobs, runs, transaction },
    {
      get: (target, name) => alive(Reflect.get(target, name) as unknown),
    },
  );
  await workOnNextJob({ ...hub.ports, db: mortal }, `worker-${String(++serial)}`);
  for (const release of releases) await release();
}

async function problemsOf(planId: string) {
  const { items } = await hub.db.bulkReplays.runs(planId, { limit: 9 });
  return items.map(({ state, problem }) => [state, problem?.code ?? null]);
}

async function balance(): Promise<number> {
  return (await hub.db.members.balance('acme:M1', null, testNow)).buckets.available;
}
