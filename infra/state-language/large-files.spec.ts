import { partsOfRun } from '@waybill/pipeline';
import { booksOf, openTestHub, type TestHub } from '@waybill/pipeline/testing';
import type { Lease } from '@waybill/store';
import { standardPurchases } from '@waybill/tabular/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Json } from './definition.ts';
import { interpret, type Host } from './interpret.ts';
import { largeFiles } from './large-files.ts';

const key = 'acme/p/large.csv';
const header = 'txn_id,member_id,txn_date,amount,currency,qty,store,note';
const line = (id: number) => `T${String(id)},M${String(id % 5)},2026-01-02,10.00,USD,1,S1,ok`;
/** Row 58 repeats row 3, in another part. */
const lines = Array.from({ length: 60 }, (_, at) => line(at === 57 ? 2 : at));
const text = [header, ...lines, ''].join('\n');

let hub: TestHub;
let leases: Lease[];

beforeEach(async () => {
  leases = [];
  hub = await openTestHub({ settings: { batchRows: 5, partBytes: 400, dbWriters: 2 } });
  await hub.partner('acme');
  await hub.feed('acme', { code: 'p', format: standardPurchases });
  await hub.drop(key, text);
});
afterEach(() => hub.close());

it('brings a file from its plan to its report', async () => {
  const lease = await handedOver();
  await interpret(largeFiles(), { lease: { ...lease } }, host());
  const { run, file, rows } = await booksOf(hub, lease.runId);
  expect(run).toMatchObject({ state: 'succeeded', rowsTotal: 60, pointsAccrued: 590 });
  expect(run.counts).toMatchObject({ read: 60, posted: 59, duplicate: 1 });
  expect(file).toMatchObject({ state: 'archived', isArchived: true });
  expect(rows[57]).toMatchObject({ rowNo: 58, outcome: 'duplicate' });
  const { items } = await hub.db.runs.events(lease.runId, { limit: 100 });
  expect(items.map(({ code }) => code)).toEqual(
    expect.arrayContaining(['DIVIDED', 'PROGRESS', 'ARCHIVED', 'FINISHED']),
  );
});

it('ends at once for a file that is refused', async () => {
  await hub.drop(key, `${text}"`);
  const lease = await handedOver();
  await interpret(largeFiles(), { lease: { ...lease } }, host());
  expect((await booksOf(hub, lease.runId)).run).toMatchObject({
    state: 'failed',
    problem: { name: 'QUOTE_UNCLOSED' },
    counts: { read: 0 },
  });
});

it('goes on when the time of a function is up, and tries a part again that broke', async () => {
  const lease = await handedOver();
  const seen: string[] = [];
  const failures = ['more', 'Lambda.TooManyRequestsException', 'more', 'Runtime.ExitError'];
  const post = async (input: Json, work: () => Promise<Json>) => {
    const failure = failures.shift();
    seen.push(failure ?? 'done');
    if (failure === 'more') return { outcome: 'more' };
    if (failure !== undefined) throw Object.assign(new Error(), { name: failure });
    return work();
  };
  await interpret(largeFiles(), { lease: { ...lease } }, host({ post }));
  expect(seen.length).toBeGreaterThan(6);
  expect((await booksOf(hub, lease.runId)).run).toMatchObject({ counts: { posted: 59 } });
});

it('says why it broke, and its next attempt keeps what is done', async () => {
  const lease = await handedOver();
  let posted = 0;
  const post = (_: Json, work: () => Promise<Json>) =>
    (posted += 1) > 2 ? Promise.reject(new TypeError('quotes a cell')) : work();
  const broken = interpret(largeFiles(), { lease: { ...lease } }, host({ post }));
  await expect(broken).rejects.toMatchObject({ error: 'PartsBroken' });
  const { items } = await hub.db.runs.events(lease.runId, { limit: 100 });
  const said = items.find(({ code }) => code === 'INTERRUPTED');
  expect(said?.message).toContain('ExceedToleratedFailureThreshold');
  const before = (await hub.db.runs.find(lease.runId, null))?.state;
  expect(before).toBe('running');
  const tally = () => hub.db.runParts.tally(lease.runId);
  expect(await tally()).toMatchObject({ done: 2, brokenOff: 0 });
  await hub.db.runs.release(lease);
  const next = await handedOver({ isNew: false });
  expect(next.attempt).toBe(2);
  await interpret(largeFiles(), { lease: { ...next } }, host());
  expect((await booksOf(hub, lease.runId)).run).toMatchObject({ counts: { read: 60, posted: 59 } });
  const total = (await tally())?.total;
  expect(await tally()).toMatchObject({ done: total, waiting: 0, running: 0, again: 0 });
});

it('leaves a run alone that another attempt has', async () => {
  const lease = await handedOver();
  await hub.db.runs.release(lease);
  const next = await handedOver({ isNew: false });
  await interpret(largeFiles(), { lease: { ...lease } }, host());
  expect((await hub.db.runs.find(lease.runId, null))?.counts.read).toBe(0);
  await interpret(largeFiles(), { lease: { ...next } }, host());
  expect((await booksOf(hub, lease.runId)).run).toMatchObject({ counts: { read: 60 } });
});

it('stops between two batches when somebody cancels, with the file archived', async () => {
  const lease = await handedOver();
  let posted = 0;
  const post = async (_: Json, work: () => Promise<Json>) => {
    posted += 1;
    if (posted === 2)
      await hub.db.runs.requestCancel(lease.runId, { by: 'a', reason: 'b', at: new Date() });
    return work();
  };
  await interpret(largeFiles(), { lease: { ...lease } }, host({ post }));
  const { run, file, rows } = await booksOf(hub, lease.runId);
  expect(run).toMatchObject({ state: 'cancelled' });
  expect(file).toMatchObject({ state: 'archived' });
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.length).toBeLessThan(60);
  expect(run.counts?.read).toBe(rows.length);
});

/** The lease with which the pipeline hands a run over to the state machine. */
async function handedOver({ isNew } = { isNew: true }): Promise<Lease> {
  const start = (lease: Lease) => {
    leases.push(lease);
    return Promise.resolve();
  };
  const ports = { ...hub.ports, parts: { fromBytes: 1000, start } };
  if (isNew) await hub.takeIn(key, ports);
  else await hub.work(ports);
  const lease = leases.pop();
  if (!lease) throw new Error('nothing was handed over');
  return lease;
}

type Around = (input: Json, work: () => Promise<Json>) => Promise<Json>;

/** The functions of the state machine, on a hub in memory. @param around what else befalls a post */
function host({ post = (_, work) => work() }: { post?: Around } = {}): Host {
  const { ports } = hub;
  const leaseOf = (input: Json) => (input as unknown as { lease: Lease }).lease;
  const json = (value: unknown) => value as Json;
  return {
    tasks: {
      '${PlanParts}': async (input) => json(await partsOfRun.plan(ports, leaseOf(input))),
      '${PostPart}': (input) =>
        post(input, async () => {
          const { part } = input as { part: number };
          return json(await partsOfRun.post(ports, leaseOf(input), part));
        }),
      '${FinishParts}': async (input) => json(await partsOfRun.finish(ports, leaseOf(input))),
      '${InterruptParts}': async (input) => {
        const { failure } = input as unknown as { failure: { Error: string } };
        await partsOfRun.interrupt(ports, leaseOf(input), failure);
        return null;
      },
    },
    sleep: () => Promise.resolve(),
    random: () => 0.5,
  };
}
