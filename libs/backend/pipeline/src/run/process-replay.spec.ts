import { cdnowPurchases, standardPurchases } from '@waybill/tabular/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { file, line } from '../../cases/bad-input.ts';
import { earningRules, openTestHub, type TestHub } from '../../testing/index.ts';

let hub: TestHub;
let serial = 0;

beforeEach(async () => {
  hub = await openTestHub({ settings: { batchRows: 3 } });
  await hub.partner('acme');
  await hub.feed('acme', { code: 'p', format: standardPurchases, unknownMembers: 'reject' });
  await members('M1');
});
afterEach(() => hub.close());

describe('a replay', () => {
  it('of a file that went well plans nothing, does nothing and proves it', async () => {
    const original = await takeIn(
      ...Array.from({ length: 8 }, (_, n) => line({ txn: `T${String(n)}` })),
      line({ txn: 'T0' }),
    );
    const { plan, proof, run } = await replay(original);
    expect(plan?.effects).toMatchObject({ inserted: 0, unchanged: 9, reversed: 0, pointsDelta: 0 });
    expect(run).toMatchObject({
      state: 'succeeded',
      counts: { read: 9, unchanged: 8, duplicate: 1 },
    });
    expect(proof).toMatchObject({ asPlanned: true, entriesCreated: 0 });
    expect(proof?.before).toEqual(proof?.after);
  });

  it('V26: posts the rows that failed once their member exists, and repairs the original', async () => {
    const original = await takeIn(
      line(),
      line({ txn: 'T2', member: 'NEW' }),
      line({ txn: 'T3', amount: 'x' }),
      line({ txn: 'T4', member: 'NEW' }),
    );
    expect(original).toMatchObject({ state: 'partial', counts: { posted: 1, rejected: 3 } });
    await members('NEW');
    const { plan, proof, run } = await replay(original, { rows: 'failed' });
    expect(plan?.effects).toMatchObject({ inserted: 2, rejected: 1, pointsDelta: 20 });
    expect(plan?.members).toEqual([{ memberNo: 'NEW', pointsDelta: 20 }]);
    expect(run).toMatchObject({ state: 'partial', counts: { read: 3, posted: 2, rejected: 1 } });
    expect(proof).toMatchObject({ asPlanned: true, entriesCreated: 2 });
    const states = (await hub.errorsOf(original.id))
      .sort((a, b) => a.rowNo - b.rowNo)
      .map(({ rowNo, state }) => [rowNo, state]);
    expect(states).toEqual([
      [2, 'replayed'],
      [3, 'open'],
      [4, 'replayed'],
    ]);
    expect(await hub.errorsOf(run?.id ?? '')).toEqual([]);
    const again = await replay(original, { rows: 'failed' });
    expect(again.proof).toMatchObject({ asPlanned: true, entriesCreated: 0 });
  });

  it('repairs the original when nothing of it is open any more', async () => {
    const original = await takeIn(line(), line({ txn: 'T2', member: 'NEW' }));
    await members('NEW');
    await replay(original, { rows: 'failed' });
    expect(await hub.db.runs.find(original.id, null)).toMatchObject({ state: 'repaired' });
  });

  it('of a replay closes the row errors that the first run left', async () => {
    const original = await takeIn(
      line(),
      line({ txn: 'T2', member: 'NEW' }),
      line({ txn: 'T3', member: 'LATER' }),
    );
    await members('NEW');
    const first = await replay(original, { rows: 'failed' });
    if (!first.run) throw new Error('no run');
    expect(first.run.counts).toMatchObject({ posted: 1, rejected: 1 });
    await members('LATER');

    const second = await replay(first.run, { rows: 'failed' });

    expect(second.run).toMatchObject({
      replay: expect.stringMatching(/^replay-/) as string,
      replayOf: first.run.id,
      counts: { read: 1, posted: 1 },
    });
    expect(second.proof).toMatchObject({ asPlanned: true, entriesCreated: 1 });
    const states = (await hub.errorsOf(original.id)).map(({ state }) => state);
    expect(states).toEqual(['replayed', 'replayed']);
    expect(await hub.db.runs.find(original.id, null)).toMatchObject({ state: 'repaired' });
  });

  it.each([
    ['every row was rejected', []],
    ['nothing but a row without points was accepted', [line({ amount: '0.50' })]],
  ] as const)(
    'of a run that posted nothing, as %s, posts its rows, closes its row errors and repairs it',
    async (_why, others) => {
      const original = await takeIn(
        ...others,
        line({ txn: 'T2', member: 'NEW' }),
        line({ txn: 'T3', member: 'NEW' }),
      );
      expect(original.counts).toMatchObject({ posted: 0, rejected: 2 });
      await members('NEW');
      const { proof, run } = await replay(original, { rows: 'failed' });
      expect(run).toMatchObject({ state: 'succeeded', counts: { read: 2, posted: 2 } });
      expect(proof).toMatchObject({ asPlanned: true, entriesCreated: 2 });
      expect(await balance('acme:NEW')).toBe(20);
      const states = (await hub.errorsOf(original.id)).map(({ state }) => state);
      expect(states).toEqual(['replayed', 'replayed']);
      expect(await hub.db.runs.find(original.id, null)).toMatchObject({ state: 'repaired' });
    },
  );

  it('under other rules takes back the old points and grants the new ones, once', async () => {
    const original = await takeIn(
      line(),
      line({ txn: 'T2', amount: '0.50' }),
      line({ txn: 'T3', amount: '30.00' }),
    );
    const double = await bundleWith([{ do: 'accrue', points: 'floor(amount * 2)' }]);
    const { plan, proof, run } = await replay(original, { bundleId: double });
    expect(plan?.effects).toEqual({
      inserted: 1,
      unchanged: 0,
      reversed: 2,
      conflict: 0,
      rejected: 0,
      skipped: 0,
      pointsDelta: 41,
    });
    expect(run).toMatchObject({ state: 'succeeded', pointsAccrued: 81, pointsReversed: 40 });
    expect(proof).toMatchObject({ asPlanned: true, entriesCreated: 5 });
    expect(await balance('acme:M1')).toBe(81);
    expect((await replay(original, { bundleId: double })).proof).toMatchObject({
      asPlanned: true,
      entriesCreated: 0,
    });
    const back = await replay(original);
    expect(back.proof).toMatchObject({ asPlanned: true });
    expect(await balance('acme:M1')).toBe(40);
    expect(await hub.db.ledger.integrity()).toMatchObject({ balanced: true, balancesAgree: true });
  });

  it('never touches what another file booked', async () => {
    await takeIn(line(), line({ txn: 'T2' }));
    const second = await takeIn(line({ txn: 'T9' }), line({ txn: 'T2' }));
    expect(second.counts).toMatchObject({ posted: 1, duplicate: 1 });
    const double = await bundleWith([{ do: 'accrue', points: 'floor(amount * 2)' }]);
    const { run } = await replay(second, { bundleId: double });
    expect(run?.counts).toMatchObject({ posted: 1, duplicate: 1 });
    expect(await balance('acme:M1')).toBe(40);
  });

  it('finds the same keys again for rows that carry none', async () => {
    await hub.feed('acme', { code: 'cdnow', format: cdnowPurchases });
    const row = ' 00001 19970101  1   11.77';
    await hub.drop(
      'acme/cdnow/a.txt',
      ` id\r\n${[row, row, ' 00002 19970112  1   12.00', row].join('\r\n')}\r\n`,
    );
    const { run: original } = await hub.takeIn('acme/cdnow/a.txt');
    expect(original).toMatchObject({ counts: { posted: 4 }, pointsAccrued: 45 });
    if (!original) return;
    expect((await replay(original)).run?.counts).toMatchObject({ read: 4, unchanged: 4 });
  });
});

async function takeIn(...lines: string[]) {
  const key = `acme/p/${String(++serial)}.csv`;
  await hub.drop(key, file(...lines));
  const { run } = await hub.takeIn(key);
  if (!run) throw new Error('no run');
  return run;
}

interface ReplayOptions {
  readonly rows?: 'all' | 'failed';
  readonly bundleId?: number;
}

/** Plans and carries out, as the API does. */
async function replay(
  original: { id: string; feed: string; file: { id: string } },
  { rows = 'all', bundleId }: ReplayOptions = {},
) {
  const { db } = hub;
  const at = new Date('2026-11-23T13:00:00Z');
  const n = String(++serial);
  const config = await db.feeds.config(original.feed);
  const run = {
    fileId: original.file.id,
    feedId: original.feed,
    bundleId: bundleId ?? config?.bundle.id ?? 0,
    rows,
    originalRunId: original.id,
    at,
  };
  await db.runs.enqueue({ ...run, id: `plan-run-${n}`, kind: 'plan' });
  await db.replays.insertPlan({
    id: `plan-${n}`,
    originalRunId: original.id,
    planRunId: `plan-run-${n}`,
    rows,
    rules: 'current',
    bundleId: run.bundleId,
    at,
    expiresAt: new Date(at.getTime() + 3_600_000),
  });
  await hub.work();
  const plan = await db.replays.findPlan(`plan-${n}`, null, at);
  await db.replays.start({
    planId: `plan-${n}`,
    replayId: `replay-${n}`,
    runId: `run-${n}`,
    reason: 'test',
    requestedBy: 'person:test',
    at,
  });
  await db.runs.enqueue({ ...run, id: `run-${n}`, kind: 'replay' });
  await hub.work();
  return {
    plan,
    run: await db.runs.find(`run-${n}`, null),
    proof: await db.replays.proof(`replay-${n}`, null),
  };
}

/** A bundle of another feed with the same layout and other rules. */
async function bundleWith(
  then: (typeof earningRules.rules & object)[number]['then'],
): Promise<number> {
  const code = `b${String(++serial)}`;
  const rules = { ...earningRules, rules: [{ id: 'base', when: 'amount >= 0', then }] };
  await hub.feed('acme', { code, format: standardPurchases, rules });
  return (await hub.db.feeds.config(`acme.${code}`))?.bundle.id ?? 0;
}

async function members(...memberNos: string[]): Promise<void> {
  const config = await hub.db.feeds.config('acme.p');
  await hub.db.members.create(config?.partnerNo ?? 0, memberNos, new Date('2026-11-23'));
}

async function balance(member: string): Promise<number> {
  return (await hub.db.members.balance(member, null, new Date('2026-11-23'))).buckets.available;
}
