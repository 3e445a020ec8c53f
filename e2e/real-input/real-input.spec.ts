import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page, Replay, ReplayPlan, ReplayProof, Run, RunRow } from '@waybill/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines, startHubOn } from '../fixtures/engines.ts';
import { cdnowFeed, employeeFeed } from '../fixtures/feeds.ts';
import { repositoryRoot, type RunningHub } from '../fixtures/hub.ts';
import { bytesOf, drop, exists, runSettled, s3Client, settled } from '../fixtures/landing.ts';
import { Machine } from '../fixtures/machine.ts';
import { openSql } from '../fixtures/sql.ts';
import { verify } from '../fixtures/verify.ts';
import { eventually } from '../fixtures/eventually.ts';
import { messyFeeds } from './messy-feeds.ts';

const data = join(repositoryRoot, '../shared/data');
const read = (name: string) => readFileSync(join(data, name));

describe.runIf(existsSync(data)).each(engines)('real files on %s', (engine) => {
  let hub: RunningHub;
  let machine: Machine;
  let s3: ReturnType<typeof s3Client>;

  beforeAll(async () => {
    hub = await startHubOn(engine);
    machine = new Machine(hub);
    s3 = s3Client(hub);
    await machine.must('POST', '/partners', { id: 'cdnow', name: 'CDNOW' });
    await machine.must('POST', '/partners/cdnow/feeds', cdnowFeed);
  });
  afterAll(() => hub?.stop());

  async function only(sql: string): Promise<Record<string, string | number | null>> {
    const database = await openSql(hub.databaseUrl);
    try {
      const [row] = await database.all(sql);
      if (!row) throw new Error(`no row: ${sql}`);
      return row;
    } finally {
      await database.close();
    }
  }

  describe('CDNOW, 69,659 purchases without transaction ids', () => {
    const bytes = () => read('cdnow/CDNOW_master.txt');
    const independent = () => {
      const lines = bytes()
        .toString('latin1')
        .split('\r\n')
        .slice(1)
        .filter((line) => line !== '');
      const dollars = lines.map((line) => Number.parseInt(line.slice(18).trim(), 10));
      return {
        rows: lines.length,
        points: dollars.reduce((sum, whole) => sum + whole, 0),
        free: dollars.filter((whole) => whole === 0).length,
      };
    };
    let first: Run;

    it('accounts for every row and books exactly the points an independent count gives', async () => {
      await drop(s3, 'cdnow/purchases/CDNOW_master.txt', bytes());
      const { run, file } = await settled(machine, 'cdnow/purchases/CDNOW_master.txt');
      if (!run) throw new Error('the file had no run');
      first = run;
      const oracle = independent();
      expect(oracle.rows).toBe(69_659);
      expect(run).toMatchObject({
        state: 'succeeded',
        counts: {
          read: oracle.rows,
          posted: oracle.rows - oracle.free,
          skipped: oracle.free,
          rejected: 0,
          conflict: 0,
          duplicate: 0,
          unchanged: 0,
        },
        pointsAccrued: oracle.points,
      });
      const ledger = await only(
        `select sum(points) points, count(*) entries from v_ledger where partner = 'cdnow' and member is not null`,
      );
      expect(Number(ledger['points'])).toBe(oracle.points);
      expect(Number(ledger['entries'])).toBe(oracle.rows - oracle.free);
      const balances = await only(
        `select sum(points) points from v_balance where partner = 'cdnow'`,
      );
      expect(Number(balances['points'])).toBe(oracle.points);
      expect(file.state).toBe('archived');
    });

    it('archives the very bytes and removes the original', async () => {
      const { file } = await settled(machine, 'cdnow/purchases/CDNOW_master.txt');
      const archived = await bytesOf(s3, 'waybill-archive', file.archiveKey ?? '');
      expect(createHash('sha256').update(archived).digest('hex')).toBe(
        createHash('sha256').update(bytes()).digest('hex'),
      );
      expect(file.sha256).toBe(createHash('sha256').update(bytes()).digest('hex'));
      expect(await exists(s3, 'waybill-landing', 'cdnow/purchases/CDNOW_master.txt')).toBe(false);
    });

    it('posts nothing when the same bytes arrive again', async () => {
      const before = await only(
        'select count(*) entries, sum(case when member is null then 0 else points end) points from v_ledger',
      );
      await drop(s3, 'cdnow/purchases/CDNOW_again.txt', bytes());
      const { file } = await settled(machine, 'cdnow/purchases/CDNOW_again.txt');
      expect(file.state).toBe('duplicate');
      expect(file.duplicateOf).not.toBeNull();
      expect(
        await only(
          'select count(*) entries, sum(case when member is null then 0 else points end) points from v_ledger',
        ),
      ).toEqual(before);
    });

    it('replays it with a plan of nothing and a proof of nothing', async () => {
      const planned = await machine.must<ReplayPlan>('POST', '/replay-plans', {
        run: first.id,
        rows: 'all',
        rules: 'current',
      });
      const plan = await eventually(
        () => machine.must<ReplayPlan>('GET', `/replay-plans/${planned.id}`),
        ({ state }) => state === 'ready',
      );
      const free = independent().free;
      expect(plan.effects).toEqual({
        inserted: 0,
        unchanged: 69_659 - free,
        reversed: 0,
        conflict: 0,
        rejected: 0,
        skipped: free,
        pointsDelta: 0,
      });
      const replay = await machine.must<Replay>('POST', '/replays', {
        plan: plan.id,
        reason: 'prove that nothing is booked twice',
      });
      const run = await runSettled(machine, replay.run);
      expect(run).toMatchObject({
        state: 'succeeded',
        kind: 'replay',
        replayOf: first.id,
        counts: { posted: 0, read: 69_659 },
      });
      const proof = await machine.must<ReplayProof>('GET', `/replays/${replay.id}/proof`);
      expect(proof).toMatchObject({ asPlanned: true, entriesCreated: 0, entryIds: [] });
      expect(proof.after).toEqual(proof.before);
    });

    it('answers why a member has a purchase’s points, down to the raw line', async () => {
      const rows = await machine.must<Page<RunRow>>(
        'GET',
        `/runs/${first.id}/rows?outcome=posted&limit=3`,
      );
      const entryId = rows.items[1]?.entryId ?? '';
      const why = await machine.must<{
        rawLine: string;
        rule: { recomputedPoints: number };
        entry: { points: number };
      }>('GET', `/ledger-entries/${entryId}/explain`);
      expect(why.rawLine.replace(/\r?\n$/, '')).toBe(' 00002 19970112  1   12.00');
      expect(why.rule.recomputedPoints).toBe(12);
      expect(why.entry.points).toBe(12);
    });
  });

  it('loads AdventureWorks employees as a roster, and finds them unchanged the next time', async () => {
    await machine.must('POST', '/partners', { id: 'adventureworks', name: 'AdventureWorks' });
    await machine.must('POST', '/partners/adventureworks/feeds', employeeFeed);
    const bytes = read('adventureworks/Employee.csv');
    await drop(s3, 'adventureworks/employees/Employee.csv', bytes);
    const loaded = await settled(machine, 'adventureworks/employees/Employee.csv');
    expect(loaded.run).toMatchObject({ state: 'succeeded', counts: { read: 290, posted: 290 } });
    const members = await machine.must<Page<{ memberNo: string; jobTitle: string }>>(
      'GET',
      '/members?partner=adventureworks&limit=1',
    );
    expect(members.items[0]).toMatchObject({ memberNo: '1', jobTitle: 'Chief Executive Officer' });

    // One more employee, so that the bytes differ and the file is not a duplicate of the first.
    const another = bytes.toString('utf8').split('\n')[0]?.replace(/^1\t/, '9001\t') ?? '';
    await drop(
      s3,
      'adventureworks/employees/Employee-2.csv',
      `${bytes.toString('utf8').trimEnd()}\n${another}\n`,
    );
    const again = await settled(machine, 'adventureworks/employees/Employee-2.csv');
    expect(again.run).toMatchObject({
      state: 'succeeded',
      counts: { read: 291, posted: 1, unchanged: 290 },
    });
  });

  it.each(messyFeeds)(
    '$file as $as ends as $expected.state',
    async ({ file, as, feed, expected }) => {
      const partner = `messy-${as}`;
      await machine.must('POST', '/partners', { id: partner, name: partner });
      await machine.must('POST', `/partners/${partner}/feeds`, feed);
      const key = `${partner}/${feed.code}/${file}`;
      await drop(s3, key, read(`messy/${file}`));
      const { run } = await settled(machine, key);
      expect({
        state: run?.state,
        code: run?.problem?.name ?? null,
        read: run?.counts.read,
        rejected: run?.counts.rejected,
      }).toEqual(expected);
    },
  );

  it('leaves a file that no feed knows unassigned, and processes it once it is assigned', async () => {
    const bytes = read('cdnow/CDNOW_master.txt').subarray(0, 29 * 11);
    await drop(s3, 'cdnow/unknown/strange.txt', bytes);
    const { file } = await settled(machine, 'cdnow/unknown/strange.txt');
    expect(file.state).toBe('unassigned');
    await machine.must('POST', `/files/${file.id}/assign`, {
      feed: 'cdnow.purchases',
      reason: 'the partner dropped it in the wrong folder',
    });
    const assigned = await eventually(
      () => settled(machine, 'cdnow/unknown/strange.txt'),
      ({ run }) => run !== null && run.state !== 'queued',
    );
    expect(assigned.run?.counts.duplicate).toBeGreaterThan(0);
    expect(assigned.run?.counts.posted).toBe(0);
  });

  it('holds every invariant after all of that', async () => {
    expect(await verify(hub)).toMatch(/^invariants=(\d+) held=\1 broken=0$/);
  });
});
