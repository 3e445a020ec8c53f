import type { DriftEvent, Run } from '@waybill/contracts';
import type { RowExpectation } from '@waybill/tabular';
import { standardPurchases } from '@waybill/tabular/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { header, line } from '../../cases/bad-input.ts';
import { openTestHub, type TestHub } from '../../testing/index.ts';

let hub: TestHub;
let count = 0;

beforeEach(async () => {
  hub = await openTestHub();
  await hub.partner('acme');
  await hub.feed('acme', { code: 'p', format: standardPurchases });
});
afterEach(() => hub.close());

describe('a header that differs from the layout', () => {
  it('is an open event for each difference, although the file is processed', async () => {
    const run = await takeIn(fileOf([`${header},shop`, `${line()},Altona`]));

    expect(run.state).toBe('succeeded');
    expect(await drift()).toMatchObject([
      { kind: 'added', found: 'shop', state: 'open', times: 1, run: run.id },
    ]);
  });

  it('is told once, however many files have it', async () => {
    for (const txn of ['A', 'B', 'C'])
      await takeIn(fileOf([`${header},shop`, `${line({ txn })},Altona`]));

    expect(await drift()).toMatchObject([{ found: 'shop', times: 3 }]);
  });

  it('that lacks a column is refused, with what stands there instead and what it may be', async () => {
    const rows = ['A', 'B', 'C'].map((txn) => line({ txn }));
    const run = await takeIn(fileOf([header.replace('txn_date', 'day'), ...rows]));

    expect(run).toMatchObject({
      state: 'failed',
      problem: { code: 'LAYOUT-002', column: 'txn_date', found: 'day' },
    });
    expect(await drift()).toMatchObject([
      {
        kind: 'renamed',
        column: 'txn_date',
        found: 'day',
        suggestion: { reason: expect.stringContaining('All 3 values looked at are dates') },
      },
    ]);
  });

  it('of another kind of file altogether is nothing to decide on', async () => {
    const run = await takeIn(fileOf(['a,b,c', '1,2,3']));

    expect(run.problem?.code).toBe('LAYOUT-001');
    expect(await drift()).toEqual([]);
  });

  it('is read again with the alias that a person gave', async () => {
    const renamed = fileOf([header.replace('member_id', 'member_nr'), line()]);
    const { file: held } = await takeIn(renamed);
    const config = await hub.db.feeds.config('acme.p');
    const columns = standardPurchases.layout.columns.map((column) =>
      column.name === 'member_id' ? { ...column, aliases: ['member_nr'] } : column,
    );
    const format = { ...standardPurchases, layout: { ...standardPurchases.layout, columns } };
    const rest = { sha256: '1'.repeat(64), ruleVersion: 'test@1', by: 'person:ada', reason: 'r' };
    await hub.db.feeds.addBundle(
      'acme.p',
      { format, rules: config?.bundle.rules ?? null, ...rest },
      new Date(),
    );

    const run = await release(held.id);

    expect(run).toMatchObject({ state: 'succeeded', counts: { posted: 1 } });
  });
});

describe('a file with an unusual number of rows', () => {
  it.each<[string, RowExpectation, string]>([
    ['fewer than the least', { kind: 'range', min: 3, max: null }, 'at least 3 rows'],
    ['more than the most', { kind: 'range', min: 0, max: 1 }, 'at most 1 rows'],
  ])('%s is held before anything is booked', async (_name, rows, expected) => {
    await expectRows(rows);

    const run = await takeIn(fileOf([header, line(), line({ txn: 'T2' })]));

    expect(run).toMatchObject({
      state: 'failed',
      counts: { read: 0, posted: 0 },
      problem: { code: 'GUARD-001', found: '2 rows', expected },
    });
    expect(await hub.db.files.find(run.file.id, null)).toMatchObject({ state: 'quarantined' });
  });

  it('far below what is usual is held; what is usual is what good files had', async () => {
    for (const name of ['A', 'B', 'C']) await takeIn(rowsNamed(name, 10));
    await expectRows({ kind: 'median', percent: 50 });

    expect((await takeIn(rowsNamed('D', 5))).state).toBe('succeeded');
    const short = await takeIn(rowsNamed('E', 4));
    expect(short).toMatchObject({
      state: 'failed',
      problem: {
        code: 'GUARD-001',
        message: 'The file has 4 rows; at least 5 are expected. Usual for the feed are 10.',
      },
    });
    expect(await hub.db.runs.recentRows('acme.p', 10)).toEqual([5, 10, 10, 10]);
  });

  it('is processed all the same when a person releases it', async () => {
    await expectRows({ kind: 'range', min: 3, max: null });
    const { file: held } = await takeIn(fileOf([header, line()]));

    expect(await release(held.id)).toMatchObject({ state: 'succeeded', counts: { posted: 1 } });
  });

  it('leaves a failed run that is repaired once the released file was processed, and says by which run', async () => {
    await expectRows({ kind: 'range', min: 3, max: null });
    const held = await takeIn(fileOf([header, line(), line({ txn: 'T2', amount: 'x' })]));

    const released = await release(held.file.id);

    expect(released).toMatchObject({ state: 'partial' });
    const id = released?.id ?? '';
    expect(await hub.db.runs.find(held.id, null)).toMatchObject({
      state: 'repaired',
      problem: { code: 'GUARD-001' },
      takenInBy: id,
    });
    const { items } = await hub.db.runs.events(held.id, { limit: 50 });
    expect(items.at(-1)).toMatchObject({
      code: 'REPAIRED',
      message: `Repaired: ${id} took the file in.`,
    });
  });

  it('is no matter where nothing is expected', async () => {
    expect((await takeIn(fileOf([header, line()]))).state).toBe('succeeded');
  });
});

async function takeIn(text: string): Promise<Run> {
  count += 1;
  const key = `acme/p/${String(count)}.csv`;
  await hub.drop(key, text);
  const { run } = await hub.takeIn(key);
  if (run === null) throw new Error('no run came of it');
  return run;
}

async function release(fileId: string): Promise<Run | null> {
  const feed = await hub.db.feeds.config('acme.p');
  const id = hub.ports.newId('run');
  await hub.db.files.move(fileId, ['quarantined'], 'assigned', { problem: null });
  const usual = { kind: 'file', rows: 'all', originalRunId: null, guardsWaived: true } as const;
  const of = { fileId, feedId: 'acme.p', bundleId: feed?.bundle.id ?? 0 };
  await hub.db.runs.enqueue({ id, ...usual, ...of, at: hub.ports.clock.now() });
  await hub.work();
  return hub.db.runs.find(id, null);
}

function fileOf(lines: readonly string[]): string {
  return [...lines, ''].join('\n');
}

function rowsNamed(name: string, rows: number): string {
  const lines = Array.from({ length: rows }, (_, n) => line({ txn: `${name}${String(n)}` }));
  return fileOf([header, ...lines]);
}

async function expectRows(rows: RowExpectation): Promise<void> {
  const when = { days: ['mon' as const], at: '06:00', timeZone: 'UTC', graceMinutes: 60 };
  await hub.db.feeds.update('acme.p', { expectation: { ...when, rows } }, hub.ports.clock.now());
}

async function drift(): Promise<DriftEvent[]> {
  return (await hub.db.driftEvents.list({ feed: 'acme.p', limit: 50 }, null)).items;
}
