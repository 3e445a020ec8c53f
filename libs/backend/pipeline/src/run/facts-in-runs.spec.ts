import { ruleSetSchemaUrl, type RuleSetDocument } from '@waybill/rules';
import { engines, testDatabase, type TestDatabase } from '@waybill/store/testing/engines';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { header, line } from '../../cases/bad-input.ts';
import { returnsFeed } from '../../cases/returns-feed.ts';
import { earningRules, openTestHub, type TestHub } from '../../testing/index.ts';
import { processNext } from './process-next.ts';
import { receiveObject } from '../stages/receive-file/receive-object.ts';

const at = new Date('2026-11-23T13:00:00Z');

describe.each(engines)('rules with a monthly cap on %s', (engine) => {
  let database: TestDatabase;
  let hub: TestHub;
  let partner: string;
  let serial = 0;

  beforeAll(async () => {
    database = await testDatabase(engine);
    hub = await openTestHub({ databaseUrl: database.url, settings: { batchRows: 2, leaseS: 1 } });
  }, 60_000);
  afterAll(async () => {
    await hub.close();
    await database.close();
  });
  beforeEach(async () => {
    partner = `acme-${String(++serial)}`;
    await hub.partner(partner);
    await hub.feed(partner, { code: 'p', format: returnsFeed, rules: capped(100) });
  });

  it('count what the rows above have earned, within a batch and across batches', async () => {
    const run = await takeIn(
      sale('A', 60),
      sale('B', 30),
      sale('C', 50, 'M2'),
      sale('D', 40),
      sale('E', 5),
    );

    expect(run.counts).toMatchObject({ read: 5, posted: 4, skipped: 1 });
    expect(await points()).toEqual({ A: 60, B: 30, C: 50, D: 10 });
  });

  it('count each month by the dates of the rows, and what files before have earned', async () => {
    await takeIn(sale('A', 80, 'M1', '2026-01-31'), sale('B', 80, 'M1', '2026-02-01'));
    await takeIn(sale('C', 80, 'M1', '2026-01-02'), sale('D', 80, 'M1', '2026-02-28'));

    expect(await points()).toEqual({ A: 80, B: 80, C: 20, D: 20 });
  });

  it('have room again for what was taken back', async () => {
    await takeIn(sale('A', 90), sale('B', 90), back('R', 'A'), sale('C', 90));

    expect(await points()).toEqual({ A: 0, B: 10, C: 90 });
  });

  it('say duplicate to a row that was booked before, also when nothing is left', async () => {
    await takeIn(sale('A', 100), sale('B', 5));
    const again = await takeIn(sale('A', 100), sale('C', 7));

    expect(again.counts).toMatchObject({ duplicate: 1, skipped: 1, posted: 0 });
  });

  it('give no more when two workers take two files of new members at once', async () => {
    const sales = (file: string) =>
      Array.from({ length: 12 }, (_, n) => sale(`${file}${String(n)}`, 9));
    await Promise.all([drop(...sales('A')), drop(...sales('B'))]);
    await Promise.all(
      ['one', 'two'].map(async (worker) => {
        while ((await processNext(hub.ports, worker)) !== null);
      }),
    );

    expect(sum(await points())).toBe(100);
    const runs = await hub.db.runs.list({ feed: `${partner}.p`, sort: 'newest', limit: 9 }, null);
    for (const run of runs.items) {
      const { proof } = await replay(run);
      expect(proof).toMatchObject({ asPlanned: true, entriesCreated: 0 });
    }
  });

  it('are told the same after a crash within a batch', async () => {
    await drop(sale('A', 60), sale('B', 30), sale('C', 40), sale('D', 40));
    let batches = 0;
    const reach = (point: string) => {
      if (point === 'CP6' && ++batches === 2) throw new Error('the worker dies');
    };
    await processNext({ ...hub.ports, crashPoints: { reach } }, 'one').catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await hub.work();

    expect(await points()).toEqual({ A: 60, B: 30, C: 10 });
  });

  it('leave a file that is replayed as it is', async () => {
    const first = await takeIn(sale('A', 60), sale('B', 30), sale('C', 50), sale('D', 1));
    await takeIn(sale('E', 50, 'M1', '2026-02-02'));
    const before = await points();

    const { plan, run, proof } = await replay(first);

    expect(plan?.effects).toMatchObject({ inserted: 0, unchanged: 3, reversed: 0, skipped: 1 });
    expect(run?.counts).toMatchObject({ unchanged: 3, skipped: 1 });
    expect(proof).toMatchObject({ asPlanned: true, entriesCreated: 0 });
    expect(await points()).toEqual(before);
  });

  it('of another cap judge each row of a replayed file in its place, as planned, once', async () => {
    const first = await takeIn(sale('A', 60), sale('B', 30), sale('C', 50));
    await takeIn(sale('D', 50, 'M1', '2026-02-02'));
    await hub.feed(partner, { code: 'other', format: returnsFeed, rules: capped(70) });
    const bundleId = (await hub.db.feeds.config(`${partner}.other`))?.bundle.id ?? 0;

    const { plan, proof } = await replay(first, bundleId);

    expect(plan?.effects).toMatchObject({ pointsDelta: -30 });
    expect(proof).toMatchObject({ asPlanned: true });
    expect(await points()).toEqual({ A: 60, B: 10, C: 0, D: 50 });
    const again = await replay(first, bundleId);
    expect(again.proof).toMatchObject({ asPlanned: true, entriesCreated: 0 });
  });

  async function drop(...lines: string[]): Promise<void> {
    const key = `${partner}/p/${String(++serial)}.csv`;
    await hub.drop(key, `${header},kind,original\n${lines.join('\n')}\n`);
    await receiveObject(hub.ports, { bucket: 'waybill-landing', key, sequencer: '' });
  }

  async function takeIn(...lines: string[]) {
    const key = `${partner}/p/${String(++serial)}.csv`;
    await hub.drop(key, `${header},kind,original\n${lines.join('\n')}\n`);
    const { run } = await hub.takeIn(key);
    if (!run) throw new Error('no run');
    return run;
  }

  /** What stands of each purchase. */
  async function points(): Promise<Record<string, number>> {
    const { items } = await hub.db.ledger.list({ feed: `${partner}.p`, limit: 500 }, null);
    const standing: Record<string, number> = {};
    for (const { txnId, points: moved } of items) standing[txnId] = (standing[txnId] ?? 0) + moved;
    return standing;
  }

  /** Plans and carries out, as the API does. */
  async function replay(
    original: { id: string; feed: string; file: { id: string } },
    bundleId?: number,
  ) {
    const { db } = hub;
    const n = String(++serial);
    const run = {
      fileId: original.file.id,
      feedId: original.feed,
      bundleId: bundleId ?? (await db.feeds.config(original.feed))?.bundle.id ?? 0,
      rows: 'all' as const,
      originalRunId: original.id,
      at,
    };
    const planId = `plan-${n}`;
    await db.runs.enqueue({ ...run, id: `plan-run-${n}`, kind: 'plan' });
    await db.replays.insertPlan({
      id: planId,
      originalRunId: original.id,
      planRunId: `plan-run-${n}`,
      rows: 'all',
      rules: 'current',
      bundleId: run.bundleId,
      at,
      expiresAt: new Date(at.getTime() + 3_600_000),
    });
    await hub.work();
    const plan = await db.replays.findPlan(planId, null, at);
    const [replayId, runId] = [`replay-${n}`, `run-${n}`];
    await db.replays.start({
      planId,
      replayId,
      runId,
      reason: 'test',
      requestedBy: 'person:test',
      at,
    });
    await db.runs.enqueue({ ...run, id: runId, kind: 'replay' });
    await hub.work();
    return {
      plan,
      run: await db.runs.find(runId, null),
      proof: await db.replays.proof(replayId, null),
    };
  }
});

function capped(most: number): RuleSetDocument {
  return {
    $schema: ruleSetSchemaUrl,
    name: 'capped',
    inputs: [...earningRules.inputs, { name: 'soFar', type: 'integer', fact: 'accruedThisMonth' }],
    rules: [
      { id: 'return', when: 'coalesce(kind, "") == "RETURN"', then: [{ do: 'reverse' }] },
      {
        id: 'base',
        when: 'coalesce(kind, "") != "RETURN"',
        then: [{ do: 'accrue', points: `min(floor(amount), max(0, ${String(most)} - soFar))` }],
      },
    ],
  };
}

function sale(txn: string, amount: number, member = 'M1', date = '2026-01-02'): string {
  return `${line({ txn, member, date, amount: `${String(amount)}.00` })},,`;
}

function back(txn: string, original: string): string {
  return `${line({ txn })},RETURN,${original}`;
}

function sum(amounts: Readonly<Record<string, number>>): number {
  return Object.values(amounts).reduce((total, one) => total + one, 0);
}
