import type { ChangeRequest, TrialKind, TrialLimits } from '@waybill/contracts';
import { ruleSetSchemaUrl, type RuleSetDocument } from '@waybill/rules';
import { engines, testDatabase, type TestDatabase } from '@waybill/store/testing/engines';
import { setTimeout as elapse } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { header, line } from '../../../cases/bad-input.ts';
import { returnsFeed } from '../../../cases/returns-feed.ts';
import { earningRules, openTestHub, testNow, type TestHub } from '../../../testing/index.ts';
import type { CrashPoint } from '../../crash-points.ts';
import { receiveObject } from '../../stages/receive-file/receive-object.ts';
import { processNext } from '../process-next.ts';

/** Twice the points, and nothing for purchases of 50 and more. */
const otherRules: RuleSetDocument = {
  $schema: ruleSetSchemaUrl,
  name: 'other',
  inputs: earningRules.inputs,
  rules: [
    { id: 'return', when: 'coalesce(kind, "") == "RETURN"', then: [{ do: 'reverse' }] },
    { id: 'large', when: 'amount >= 50', then: [{ do: 'reject', message: 'Too much.' }] },
    { id: 'base', when: 'amount >= 0', then: [{ do: 'accrue', points: 'floor(amount * 2)' }] },
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
const roomy: TrialLimits = { rejectRateMax: 0.5, pointsRatioMax: 3 };

const sale = (txn: string, amount: string, member = 'M1') => `${line({ txn, amount, member })},,`;
const back = (txn: string, original: string, member = 'M1') =>
  `${line({ txn, member })},RETURN,${original}`;

describe.each(engines)('a trial on %s', (engine) => {
  let database: TestDatabase;
  let hub: TestHub;
  let partner: string;
  let ruleSet: string;
  let request: string;
  let serial = 0;

  beforeAll(async () => {
    database = await testDatabase(engine);
    hub = await openTestHub({
      databaseUrl: database.url,
      settings: { batchRows: 2, leaseS: 1 },
    });
  }, 60_000);
  afterAll(async () => {
    await hub.close();
    await database.close();
  });
  beforeEach(async () => {
    partner = `acme-${String(++serial)}`;
    ruleSet = `${partner}.r`;
    await hub.partner(partner);
    await hub.feed(partner, { code: 'r', format: returnsFeed, rules: earningRules });
    request = await approved();
  });

  it('as a canary judges the next files really, and then waits for people', async () => {
    await started('canary', { files: 2 });

    const first = await taken('a', [sale('A1', '10.00')]);
    expect(await known()).toMatchObject({ state: 'trial', trial: { state: 'running' } });
    const second = await taken('b', [sale('B1', '5.00')]);
    const third = await taken('c', [sale('C1', '7.00')]);

    expect([first, second, third].map(({ ruleVersion }) => ruleVersion)).toEqual([
      'other@2',
      'other@2',
      'test@1',
    ]);
    expect(await points()).toBe(20 + 10 + 7);
    expect(await known()).toMatchObject({
      state: 'trial',
      trial: {
        state: 'passed',
        files: { wanted: 2, done: 2, waiting: 0 },
        points: { base: 15, candidate: 30, delta: 15 },
        bundleVersion: 2,
      },
    });
    expect(await story()).toEqual(['change-request.trial-passed']);
  });

  it('stops by itself when too many rows are refused; later files are judged as before', async () => {
    await started('canary', { files: 3 });

    await taken('a', [sale('A1', '10.00')]);
    const bad = await taken('b', [sale('B1', '60.00'), sale('B2', '70.00'), sale('B3', '1.00')]);
    const later = await taken('c', [sale('C1', '60.00')]);

    expect(bad).toMatchObject({ ruleVersion: 'other@2', counts: { rejected: 2 } });
    expect(later).toMatchObject({ ruleVersion: 'test@1', counts: { posted: 1 } });
    const stoppedBecause = `${bad.id}: 2 of 3 rows were refused, which is 66.67 %; the limit is 50 %.`;
    expect(await known()).toMatchObject({
      state: 'stopped',
      closedBy: 'system:pipeline',
      closedBecause: stoppedBecause,
      trial: { state: 'stopped', files: { done: 2 }, stoppedBecause },
    });
    expect(await story()).toEqual(['change-request.trial-stopped']);
    const { items } = await hub.db.trials.runs(request, { limit: 9 });
    expect(items.map(({ run, rejectRate, because }) => [run, rejectRate, because])).toEqual([
      [bad.id, 2 / 3, '2 of 3 rows were refused, which is 66.67 %; the limit is 50 %.'],
      [expect.any(String), 0, null],
    ]);
  });

  it('stops when rows earn too much more than the active rules would give', async () => {
    await started('canary', { files: 3, limits: { rejectRateMax: 1, pointsRatioMax: 1.5 } });

    const run = await taken('a', [sale('A1', '10.00'), sale('A2', '80.00')]);

    // 20 points for one accepted row, where the base gives 90 for two.
    expect(await known()).toMatchObject({ trial: { state: 'running' } });
    const next = await taken('b', [sale('B1', '10.00')]);
    expect(await known()).toMatchObject({
      state: 'stopped',
      closedBecause: `${next.id}: It grants 2 times the points per accepted row; the limit is 1.5.`,
    });
    expect(run.ruleVersion).toBe('other@2');
  });

  it.each(['CP6', 'CP8', 'CP9', 'CP13'] as const)(
    'counts a file once when a worker dies at %s',
    async (point) => {
      await started('canary', { files: 1 });
      const key = await dropped('a', [sale('A1', '10.00'), sale('A2', '2.00'), sale('A3', '3.00')]);
      const received = await receiveObject(hub.ports, notice(key));
      const runId = received.kind === 'queued' ? received.runId : '';

      await dyingAt(point);
      expect(await known()).toMatchObject({ trial: { files: { done: 0, waiting: 1 } } });
      await elapse(1100);
      await hub.work();

      expect(await hub.db.runs.find(runId, null)).toMatchObject({
        state: 'succeeded',
        ruleVersion: 'other@2',
      });
      expect(await points()).toBe(30);
      expect(await known()).toMatchObject({
        trial: {
          state: 'passed',
          files: { done: 1, waiting: 0 },
          rows: { read: 3 },
          points: { base: 15, candidate: 30 },
        },
      });
    },
    20_000,
  );

  it('compares against what was booked before, not against nothing', async () => {
    await taken('a', [sale('A1', '10.00'), sale('A2', '20.00')]);
    await started('canary', { files: 1 });

    const run = await taken('b', [back('R1', 'A1'), sale('A2', '20.00'), sale('B1', '4.00')]);

    expect(run.counts).toMatchObject({ posted: 2, duplicate: 1, rejected: 0 });
    const { items } = await hub.db.trials.runs(request, { limit: 9 });
    expect(items).toMatchObject([
      {
        state: 'compared',
        rows: { read: 3, same: 2 },
        points: { base: -10 + 4, candidate: -10 + 8 },
        base: { accepted: 3, refused: 0, granted: 4 },
        candidate: { accepted: 3, refused: 0, granted: 8 },
        pointsRatio: 2,
      },
    ]);
  });

  it('tells rules what the member had before the run, as the run itself was told', async () => {
    await taken('a', [sale('A1', '30.00')]);
    await started('canary', { files: 1, rules: cappedRules });

    await taken('b', [sale('B1', '20.00'), sale('B2', '20.00')]);

    expect(await points()).toBe(30 + 5);
    const { items } = await hub.db.trials.runs(request, { limit: 9 });
    expect(items).toMatchObject([{ state: 'compared', points: { base: 40, candidate: 5 } }]);
  });

  it('gives the place of a file that cannot be read to another', async () => {
    await started('canary', { files: 1 });

    await hub.drop(`${partner}/r/a.csv`, 'not,the,columns\n1,2,3\n');
    await hub.takeIn(`${partner}/r/a.csv`);
    const { items } = await hub.db.trials.runs(request, { limit: 9 });
    expect(items).toMatchObject([{ state: 'left-out', because: expect.any(String) }]);
    const next = await taken('b', [sale('B1', '4.00')]);

    expect(next.ruleVersion).toBe('other@2');
    expect(await known()).toMatchObject({ trial: { state: 'passed' } });
  });

  it('gives the files that arrive at once as many places as there are', async () => {
    await started('canary', { files: 2 });
    const keys = [];
    for (const name of ['a', 'b', 'c', 'd'])
      keys.push(await dropped(name, [sale(`${name}1`, '10.00')]));

    await Promise.all(keys.map((key) => receiveObject(hub.ports, notice(key))));
    await hub.work();

    expect(await points()).toBe(2 * 20 + 2 * 10);
    expect(await known()).toMatchObject({ trial: { state: 'passed', files: { done: 2 } } });
  });

  it('that cannot be compared does not pass, and takes nothing from the run', async () => {
    await started('canary', { files: 1 });
    const key = await dropped('a', [sale('A1', '10.00')]);
    await receiveObject(hub.ports, notice(key));
    const { db } = hub.ports;
    const booked = () => Promise.reject(new Error('the ledger cannot be read'));

    const ledger = { ...db.ledger, booked };
    const done = await processNext({ ...hub.ports, db: { ...db, ledger } }, 'worker');

    expect(done?.outcome).toBe('succeeded');
    expect(await points()).toBe(20);
    expect(await known()).toMatchObject({
      state: 'stopped',
      closedBecause: expect.stringContaining('The comparison broke'),
      trial: { files: { done: 0, waiting: 0 } },
    });
  });

  it('stops when its rules take down every worker', async () => {
    await started('canary', { files: 1 });
    await receiveObject(hub.ports, notice(await dropped('a', [sale('A1', '10.00')])));
    const settings = { ...hub.ports.settings, attemptsMax: 1 };
    const reach = (at: CrashPoint) => {
      if (at === 'CP6') throw new Error('the worker dies');
    };
    await processNext({ ...hub.ports, settings, crashPoints: { reach } }, 'dying');
    await elapse(1100);

    const done = await processNext({ ...hub.ports, settings }, 'another');

    expect(done?.outcome).toBe('failed');
    expect(await known()).toMatchObject({
      state: 'stopped',
      closedBecause: expect.stringContaining('Given up after 1 attempts'),
    });
  });

  it('as a shadow books nothing, and keeps what the others would have made', async () => {
    await started('shadow', { files: null });

    const run = await taken('a', [sale('A1', '10.00'), sale('A2', '60.00'), sale('A3', '0.00')]);
    await taken('b', [sale('B1', '1.00')]);

    expect(run.ruleVersion).toBe('test@1');
    expect(await points()).toBe(71);
    expect(await known()).toMatchObject({
      state: 'trial',
      trial: {
        how: 'shadow',
        state: 'running',
        files: { wanted: null, done: 2 },
        rows: { read: 4, same: 1, changes: { points: 2, 'newly-rejected': 1 } },
        points: { base: 71, candidate: 22, delta: -49 },
        bundleVersion: null,
      },
    });
    const rows = await hub.db.trials.rows(request, { run: run.id, limit: 9 });
    expect(rows.items).toMatchObject([
      { run: run.id, fileName: 'a.csv', txnId: 'A1', change: 'points', base: { points: 10 } },
      { txnId: 'A2', change: 'newly-rejected', candidate: { decision: 'reject' } },
    ]);
    const { items } = await hub.db.trials.rows(request, { change: ['points'], limit: 9 });
    expect(items.map(({ txnId }) => txnId)).toEqual(['A1', 'B1']);
  });

  it('as a shadow of some files ends with the last', async () => {
    await started('shadow', { files: 1 });

    await taken('a', [sale('A1', '60.00')]);
    await taken('b', [sale('B1', '60.00')]);

    expect(await known()).toMatchObject({ trial: { state: 'finished', files: { done: 1 } } });
    expect(await story()).toEqual(['change-request.trial-finished']);
  });

  async function approved(): Promise<string> {
    const [id, testRun] = [`change-${partner}`, `test-${partner}`];
    const by = 'person:author';
    await hub.db.ruleSets.freeze(
      ruleSet,
      { document: otherRules, basedOn: 1, by, notes: null },
      testNow,
    );
    const results = { results: [], coverage: { covered: 0, total: 0, uncovered: [] } };
    const counts = { passed: 1, failed: 0, ...results };
    const about = { ruleSet, version: 2, sha256: 'a'.repeat(64) };
    const said = { requestedBy: by, createdAt: testNow.toISOString() };
    await hub.db.ruleTests.insert({ id: testRun, ...about, ...counts, ...said });
    const evidence = { testRun, backtest: null, noBacktestBecause: 'none' };
    const asked = { id, ruleSet, version: 2, baseVersion: 1, bundleSha256: 'b'.repeat(64) };
    await hub.db.changeRequests.insert({ ...asked, ...evidence, reason: 'try', by }, testNow);
    const yes = { to: 'approved', by: 'person:approver', reason: 'yes' } as const;
    await hub.db.changeRequests.decide(id, yes, testNow);
    return id;
  }

  async function started(
    how: TrialKind,
    {
      files,
      limits = roomy,
      rules = otherRules,
    }: { files: number | null; limits?: TrialLimits; rules?: RuleSetDocument },
  ): Promise<void> {
    const candidate = {
      sha256: 'b'.repeat(64),
      ruleVersion: 'other@2',
      format: returnsFeed,
      rules,
      by: 'person:approver',
      reason: 'try',
    };
    const trial = { request, how, files, limits: how === 'canary' ? limits : null, candidate };
    await hub.db.trials.start(trial, testNow);
  }

  async function dropped(name: string, lines: readonly string[]): Promise<string> {
    const key = `${partner}/r/${name}.csv`;
    await hub.drop(key, `${header},kind,original\n${lines.join('\n')}\n`);
    return key;
  }

  async function taken(name: string, lines: readonly string[]) {
    const { run } = await hub.takeIn(await dropped(name, lines));
    if (!run) throw new Error('no run');
    return run;
  }

  function notice(key: string) {
    return { bucket: hub.ports.settings.landingBucket, key, sequencer: '' };
  }

  async function dyingAt(point: CrashPoint): Promise<void> {
    const reach = (at: CrashPoint) => {
      if (at === point) throw new Error('the worker dies');
    };
    await processNext({ ...hub.ports, crashPoints: { reach } }, 'dying');
  }

  async function known(): Promise<ChangeRequest> {
    const found = await hub.db.changeRequests.find(request);
    if (!found) throw new Error('no request');
    return found;
  }

  async function points(): Promise<number> {
    const { items } = await hub.db.ledger.list({ feed: ruleSet, limit: 500 }, null);
    return items.reduce((sum, entry) => sum + entry.points, 0);
  }

  /** What the audit trail says of the request. */
  async function story(): Promise<string[]> {
    const object = `change-request:${request}`;
    const { items } = await hub.db.audit.list({ object, limit: 9 });
    return items.map(({ action }) => action).reverse();
  }
});
