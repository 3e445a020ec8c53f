import type { BacktestDetail, Caller } from '@waybill/contracts';
import { ruleSetSchemaUrl, type RuleSetDocument } from '@waybill/rules';
import { engines, testDatabase, type TestDatabase } from '@waybill/store/testing/engines';
import { setTimeout as elapse } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { header, line } from '../../../cases/bad-input.ts';
import { returnsFeed } from '../../../cases/returns-feed.ts';
import { earningRules, openTestHub, testNow, type TestHub } from '../../../testing/index.ts';
import { workOnNextJob } from '../work-on-next-job.ts';

const person: Caller = {
  kind: 'person',
  issuer: 'i',
  subject: 'author',
  clientId: 'c',
  roles: ['author'],
  scopes: [],
  partner: null,
};
const anybody = { issuer: 'i', subject: 'author', partner: null, seesAll: true };

/** Twice the points for small purchases, none for those of exactly 50, and no upper limit. */
const otherRules: RuleSetDocument = {
  $schema: ruleSetSchemaUrl,
  name: 'other',
  inputs: earningRules.inputs,
  rules: [
    { id: 'return', when: 'coalesce(kind, "") == "RETURN"', then: [{ do: 'reverse' }] },
    { id: 'fifty', when: 'amount == 50', then: [{ do: 'reject', message: 'Not fifty.' }] },
    { id: 'small', when: 'amount < 20', then: [{ do: 'accrue', points: 'floor(amount * 2)' }] },
    { id: 'base', when: 'amount >= 20', then: [{ do: 'accrue', points: 'floor(amount)' }] },
  ],
};

/** What `earningRules` give, at most 35 points a month. */
const cappedRules: RuleSetDocument = {
  $schema: ruleSetSchemaUrl,
  name: 'capped',
  inputs: [...earningRules.inputs, { name: 'soFar', type: 'integer', fact: 'accruedThisMonth' }],
  rules: [
    { id: 'return', when: 'coalesce(kind, "") == "RETURN"', then: [{ do: 'reverse' }] },
    {
      id: 'base',
      when: 'coalesce(kind, "") != "RETURN"',
      then: [{ do: 'accrue', points: 'min(floor(amount), max(0, 35 - soFar))' }],
    },
  ],
};

const sale = (txn: string, amount: string, member = 'M1') => `${line({ txn, amount, member })},,`;
const back = (txn: string, original: string, member = 'M1') =>
  `${line({ txn, member })},RETURN,${original}`;

const files: Readonly<Record<string, readonly string[]>> = {
  'f1.csv': [
    sale('S1', '12.00'),
    sale('S2', '50.00', 'M2'),
    sale('S3', '30.00', 'M3'),
    `${line({ txn: 'S4', date: '2026-02-31' })},,`,
    sale('S5', '10001.00', 'M4'),
    sale('S6', '5.00'),
  ],
  // S2 comes again with other content: a conflict where it stands, a purchase where it was refused.
  'f2.csv': [
    back('R1', 'S2', 'M2'),
    sale('S1', '12.00'),
    sale('S2', '60.00', 'M2'),
    back('R2', 'S1'),
    sale('S7', '7.50', 'M2'),
  ],
  'f3.csv': [
    back('R1', 'S2', 'M2'),
    sale('S8', '50.00', 'M3'),
    sale('S6', '6.00'),
    sale('S9', '9.00', 'M5'),
  ],
};

describe.each(engines)('a backtest on %s', (engine) => {
  let database: TestDatabase;
  let hub: TestHub;
  let partner: string;
  let serial = 0;

  beforeAll(async () => {
    database = await testDatabase(engine);
    hub = await hubOver(database);
  }, 60_000);
  afterAll(async () => {
    await hub.close();
    await database.close();
  });
  beforeEach(async () => {
    partner = `acme-${String(++serial)}`;
    await newcomer(hub, partner, earningRules);
  });

  it('foretells to the point what other rules make of the same files, for each member', async () => {
    const posted = await takeInAll(hub, partner);
    const before = await pointsByMember(hub, partner);
    const counted = await rowsOfAllTables();

    const found = await backtested();

    const empty = await testDatabase(engine);
    const other = await hubOver(empty);
    await newcomer(other, partner, otherRules);
    const postedThere = await takeInAll(other, partner);
    const after = await pointsByMember(other, partner);
    await other.close();
    await empty.close();
    expect(found).toMatchObject({
      state: 'succeeded',
      files: { total: 3, done: 3, unreadable: 0 },
      points: { base: sum(before), candidate: sum(after), delta: sum(after) - sum(before) },
      rows: { read: 15 },
    });
    expect(found.points.delta).not.toBe(0);
    expect(await deltas(found.id)).toEqual(differences(before, after));
    expect(found.members).toEqual({ touched: 5, changed: differences(before, after).size });
    const { 'newly-rejected': refused, 'newly-accepted': accepted } = found.rows.changes;
    expect(accepted - refused).toBe(posted.refused - postedThere.refused);
    expect(await rowsOfAllTables()).toEqual(counted);
  });

  it('foretells to the point what a cap leaves of each month', async () => {
    await takeInAll(hub, partner);
    const before = await pointsByMember(hub, partner);

    const found = await backtested(cappedRules);

    const empty = await testDatabase(engine);
    const other = await hubOver(empty);
    await newcomer(other, partner, cappedRules);
    await takeInAll(other, partner);
    const after = await pointsByMember(other, partner);
    await other.close();
    await empty.close();
    expect(found.points).toMatchObject({ base: sum(before), candidate: sum(after) });
    expect(await deltas(found.id)).toEqual(differences(before, after));
    expect(after.get('M3')).toBe(35);
  });

  it('shows each row that would be treated otherwise, with both verdicts', async () => {
    await takeInAll(hub, partner);

    const { id, rows, rowsKept } = await backtested();

    const { items } = await hub.db.backtests.rows(id, { limit: 50 });
    expect(items.map((row) => [row.fileName, row.txnId, row.change])).toEqual([
      ['f1.csv', 'S1', 'points'],
      ['f1.csv', 'S2', 'newly-rejected'],
      ['f1.csv', 'S5', 'newly-accepted'],
      ['f1.csv', 'S6', 'points'],
      ['f2.csv', 'R1', 'newly-rejected'],
      ['f2.csv', 'S2', 'newly-accepted'],
      ['f2.csv', 'R2', 'points'],
      ['f2.csv', 'S7', 'points'],
      ['f3.csv', 'R1', 'points'],
      ['f3.csv', 'S8', 'newly-rejected'],
      ['f3.csv', 'S9', 'points'],
    ]);
    expect(items[8]).toMatchObject({
      memberNo: 'M2',
      base: { decision: 'reverse', outcome: 'duplicate', points: 0, clauses: null },
      candidate: { decision: 'reverse', outcome: 'posted', points: -60, clauses: 'return' },
    });
    expect(rows).toMatchObject({ read: 15, same: 4, changed: 11 });
    expect(rowsKept).toEqual(rows.changes);
    const refused = await hub.db.backtests.rows(id, { change: ['newly-rejected'], limit: 50 });
    expect(refused.items.map(({ txnId }) => txnId)).toEqual(['S2', 'R1', 'S8']);
  });

  it('finds nothing when both sides are the same', async () => {
    await takeInAll(hub, partner);

    const found = await backtested(earningRules);

    expect(found).toMatchObject({ rows: { read: 15, same: 15, changed: 0 }, points: { delta: 0 } });
    expect(found.points.base).toBe(sum(await pointsByMember(hub, partner)));
  });

  it('goes on after a crash as if nothing had happened', async () => {
    await takeInAll(hub, partner);
    const whole = await backtested();

    const { id } = await queued();
    await workUntil(async (commits) => {
      if (commits === 2) throw new Error('the worker dies');
      await Promise.resolve();
    });
    expect(await known(id)).toMatchObject({ state: 'running', files: { done: 2 } });
    await elapse(1100);
    await workOnNextJob(hub.ports, 'another');

    const resumed = await known(id);
    expect(resumed).toMatchObject({
      state: 'succeeded',
      rows: whole.rows,
      points: whole.points,
      members: whole.members,
    });
    expect(await deltas(id)).toEqual(await deltas(whole.id));
  });

  it('does not go on from another state of affairs', async () => {
    await takeInAll(hub, partner);
    const { id } = await queued();
    await workUntil(async (commits) => {
      if (commits === 1) throw new Error('the worker dies');
      await Promise.resolve();
    });
    const raw = await database.raw();
    await raw.run(`update member set state = 'closed' where member_no = 'M3'`);
    await elapse(1100);
    await workOnNextJob(hub.ports, 'another');

    expect(await known(id)).toMatchObject({
      state: 'failed',
      problem: { code: 'changed-meanwhile' },
    });
  });

  it('is cancelled between two files', async () => {
    await takeInAll(hub, partner);
    const { id, jobId } = await queued();
    await workUntil(async (commits) => {
      if (commits !== 1) return;
      await hub.db.jobs.requestCancel(jobId, anybody, testNow);
      await elapse(600);
    });

    expect(await known(id)).toMatchObject({ state: 'cancelled', files: { total: 3, done: 1 } });
  });

  it('names files that cannot be read, and goes over the others', async () => {
    await takeInAll(hub, partner);
    const ref = await keptCopy('f2.csv');
    const kept = await hub.buckets.head(ref);
    await hub.buckets.deleteIfMatch(ref, kept?.etag ?? '');

    const found = await backtested();

    expect(found).toMatchObject({
      state: 'succeeded',
      files: { total: 3, done: 2, unreadable: 1 },
    });
    const unreadable = await hub.db.backtests.files(found.id, { state: ['unreadable'], limit: 9 });
    expect(unreadable.items).toMatchObject([
      { fileName: 'f2.csv', position: 2, problem: { name: 'ARCHIVE' } },
    ]);
  });

  it('keeps nothing of a file that turns out to be another one when thousands of its rows are judged', async () => {
    await takeInAll(hub, partner);
    const ref = await keptCopy('f2.csv');
    const others = Array.from({ length: 3000 }, (_, n) => sale(`X${String(n)}`, '10.00'));
    await hub.buckets.put(ref, `${header},kind,original\n${others.join('\n')}\n`);
    const found = await backtested();
    const kept = await hub.buckets.head(ref);
    await hub.buckets.deleteIfMatch(ref, kept?.etag ?? '');

    const without = await backtested();

    const { rows, points, members, files: ofAll } = without;
    expect(found).toMatchObject({ state: 'succeeded', rows, points, members, files: ofAll });
    expect(ofAll).toMatchObject({ done: 2, unreadable: 1 });
    expect(await deltas(found.id)).toEqual(await deltas(without.id));
  });

  async function keptCopy(name: string) {
    const { items } = await hub.db.files.list({ key: `${partner}/r/${name}`, limit: 1 }, null);
    const file = await hub.db.files.get(items[0]?.id ?? '');
    return { bucket: file?.archiveBucket ?? '', key: file?.archiveKey ?? '' };
  }

  async function queued(candidate: RuleSetDocument = otherRules) {
    const n = String(++serial);
    const [id, jobId] = [`backtest-${n}`, `job-${n}`];
    const side = { version: 1, ruleVersion: 'x@1', sha256: 'a'.repeat(64) };
    const request = { backtest: id };
    const job = { id: jobId, kind: 'backtest', request, owner: person, label: 'b' } as const;
    await hub.db.jobs.enqueue({ ...job, total: null, at: testNow });
    const backtest = {
      id,
      ruleSet: `${partner}.r`,
      jobId,
      base: { ...side, document: earningRules },
      candidate: { ...side, document: candidate },
      bundleSha256: 'b'.repeat(64),
      format: returnsFeed,
      files: { last: 10 },
      by: 'person:author',
    };
    await hub.db.backtests.insert(backtest, testNow);
    return { id, jobId };
  }

  async function backtested(candidate?: RuleSetDocument): Promise<BacktestDetail> {
    const { id } = await queued(candidate);
    await workOnNextJob(hub.ports, 'worker');
    return known(id);
  }

  /** Works on the next job; `after` hears of every step that was committed. */
  async function workUntil(after: (commits: number) => Promise<void>): Promise<void> {
    const { db } = hub.ports;
    let commits = 0;
    const transaction: typeof db.transaction = async (inside) => {
      const result = await db.transaction(inside);
      commits += 1;
      await after(commits);
      return result;
    };
    await workOnNextJob({ ...hub.ports, db: { ...db, transaction } }, 'worker');
  }

  async function known(id: string): Promise<BacktestDetail> {
    const found = await hub.db.backtests.find(id);
    if (!found) throw new Error('no backtest');
    return found;
  }

  async function deltas(id: string): Promise<Map<string, number>> {
    const { items } = await hub.db.backtests.members(id, { limit: 100 });
    const sizes = items.map(({ points }) => Math.abs(points.delta));
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    return new Map(items.map(({ memberNo, points }) => [memberNo, points.delta]));
  }

  /** Of every table that a backtest has no business in. */
  async function rowsOfAllTables(): Promise<Record<string, unknown>> {
    const raw = await database.raw();
    const list =
      engine === 'sqlite'
        ? `select name as name from sqlite_master where type = 'table'`
        : `select table_name as name from information_schema.tables where table_schema = database() and table_type = 'BASE TABLE'`;
    const names = (await raw.rows(list))
      .map(({ name }) => String(name))
      .filter((name) => !/^(backtest|job$|sqlite_)/.test(name));
    expect(names).toContain('ledger_entry');
    const counts: Record<string, unknown> = {};
    for (const name of names)
      counts[name] = (await raw.rows(`select count(*) as n from ${name}`))[0]?.['n'];
    return counts;
  }
});

function hubOver({ url }: TestDatabase): Promise<TestHub> {
  return openTestHub({ databaseUrl: url, settings: { batchRows: 2, leaseS: 1 } });
}

async function newcomer(hub: TestHub, partner: string, rules: RuleSetDocument): Promise<void> {
  await hub.partner(partner);
  await hub.feed(partner, { code: 'r', format: returnsFeed, rules });
}

async function takeInAll(hub: TestHub, partner: string): Promise<{ refused: number }> {
  let refused = 0;
  for (const [name, lines] of Object.entries(files)) {
    const key = `${partner}/r/${name}`;
    await hub.drop(key, `${header},kind,original\n${lines.join('\n')}\n`);
    const { run } = await hub.takeIn(key);
    if (!run) throw new Error('no run');
    refused += run.counts.rejected + run.counts.conflict;
  }
  return { refused };
}

async function pointsByMember(hub: TestHub, partner: string): Promise<Map<string, number>> {
  const { items } = await hub.db.ledger.list({ feed: `${partner}.r`, limit: 500 }, null);
  const points = new Map<string, number>();
  for (const { member, points: moved } of items) {
    const memberNo = member.slice(`${partner}:`.length);
    points.set(memberNo, (points.get(memberNo) ?? 0) + moved);
  }
  return points;
}

function differences(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
): Map<string, number> {
  const members = new Set([...before.keys(), ...after.keys()]);
  const all = [...members].map(
    (member) => [member, (after.get(member) ?? 0) - (before.get(member) ?? 0)] as const,
  );
  return new Map(all.filter(([, delta]) => delta !== 0));
}

function sum(points: ReadonlyMap<string, number>): number {
  return [...points.values()].reduce((total, one) => total + one, 0);
}
