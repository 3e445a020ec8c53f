import { cdnowPurchases, employeeRoster, standardPurchases } from '@waybill/tabular/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { file, header, line } from '../../cases/bad-input.ts';
import { returnsFeed } from '../../cases/returns-feed.ts';
import { openTestHub, type TestHub } from '../../testing/index.ts';
import { processNext } from './process-next.ts';
import { receiveObject } from '../stages/receive-file/receive-object.ts';

let hub: TestHub;

beforeEach(async () => {
  hub = await openTestHub({ settings: { batchRows: 3 } });
  await hub.partner('acme');
  await hub.feed('acme', { code: 'p', format: standardPurchases });
});
afterEach(() => hub.close());

describe('a file', () => {
  it('V04: shares no ids with another partner', async () => {
    await hub.partner('globex');
    await hub.feed('globex', { code: 'p', format: standardPurchases });
    const [mine, theirs] = [
      await takeIn('acme/p/a.csv', line()),
      await takeIn('globex/p/a.csv', line()),
    ];
    expect([mine.counts.posted, theirs.counts.posted]).toEqual([1, 1]);
  });

  it('V35: with the bytes of an earlier one posts nothing and names it', async () => {
    const first = await takeIn('acme/p/a.csv', line(), line({ txn: 'T2' }));
    const again = await takeIn('acme/p/b.csv', line(), line({ txn: 'T2' }));
    expect(again).toMatchObject({
      state: 'succeeded',
      problem: null,
      counts: { read: 0, posted: 0 },
    });
    const record = await hub.db.files.find(again.file.id, null);
    expect(record).toMatchObject({
      state: 'duplicate',
      duplicateOf: first.file.id,
      problem: { name: 'DUPLICATE_FILE' },
    });
    expect(await hub.buckets.head({ bucket: 'waybill-landing', key: 'acme/p/b.csv' })).toBeNull();
    expect(
      await hub.buckets.sha256Of({ bucket: 'waybill-archive', key: record?.archiveKey ?? '' }),
    ).toBe(record?.sha256);
  });

  it('repeats an id across batches as a duplicate or a conflict', async () => {
    const filler = Array.from({ length: 7 }, (_, n) => line({ txn: `U${String(n)}` }));
    const run = await takeIn('acme/p/a.csv', line(), ...filler, line(), line({ amount: '99.00' }));
    expect(run).toMatchObject({
      state: 'partial',
      counts: { read: 10, posted: 8, duplicate: 1, conflict: 1 },
    });
    const [conflict] = await hub.errorsOf(run.id);
    expect(conflict).toMatchObject({
      rowNo: 10,
      line: 11,
      outcome: 'conflict',
      rawLine: line({ amount: '99.00' }),
    });
    expect(conflict?.problems[0]?.found).not.toBe(conflict?.problems[0]?.expected);
  });

  it('keeps an unreadable row with its cells and its line as sent', async () => {
    const run = await takeIn('acme/p/a.csv', line(), line({ txn: 'T2', amount: 'ten', note: 'é' }));
    const [error] = await hub.errorsOf(run.id);
    expect(error).toMatchObject({
      state: 'open',
      rawLine: line({ txn: 'T2', amount: 'ten', note: 'é' }),
    });
    expect(error?.cells?.find(({ column }) => column === 'amount')).toMatchObject({ text: 'ten' });
  });

  it('V27: does not give points to a member who left', async () => {
    await hub.feed('acme', { code: 'staff', format: employeeRoster });
    await hub.drop(
      'acme/staff/r.csv',
      `7\t1\tken\t\t\tCEO\t1969-01-29\tS\tM\t2009-01-14\t1\t9\t6\t1\tg\t2014-06-30 00:00:00.000\n`,
    );
    expect((await hub.takeIn('acme/staff/r.csv')).run).toMatchObject({
      state: 'succeeded',
      counts: { posted: 1 },
    });
    const partnerNo = (await hub.db.feeds.config('acme.p'))?.partnerNo ?? 0;
    const gone = {
      memberNo: '7',
      name: null,
      email: null,
      state: 'closed' as const,
      jobTitle: null,
      department: null,
      hiredOn: null,
      bornOn: null,
      contentHash: 1,
    };
    await hub.db.members.upsertRoster(partnerNo, [gone], new Date());
    const run = await takeIn('acme/p/a.csv', line({ member: '7' }), line({ txn: 'T2' }));
    expect((await hub.errorsOf(run.id))[0]?.problems[0]).toMatchObject({
      name: 'MEMBER_STATE',
      found: '7',
    });
  });

  it('V28: reads a member of another partner like an unknown one', async () => {
    await hub.partner('globex');
    await hub.feed('globex', { code: 'p', format: standardPurchases, unknownMembers: 'reject' });
    await takeIn('acme/p/a.csv', line({ member: 'M1' }));
    const run = await takeIn(
      'globex/p/a.csv',
      line({ member: 'M1' }),
      line({ txn: 'T2', member: 'NOBODY' }),
    );
    const [theirs, unknown] = (await hub.errorsOf(run.id))
      .sort((a, b) => a.rowNo - b.rowNo)
      .map(({ problems }) => problems[0]);
    expect(theirs?.message.replace('M1', '')).toBe(unknown?.message.replace('NOBODY', ''));
  });

  it('is processed with the stages timed and the audit chain intact', async () => {
    const run = await takeIn('acme/p/a.csv', line());
    expect(run.stages.map(({ state }) => state)).toEqual(Array.from({ length: 9 }, () => 'done'));
    expect(await hub.db.audit.verify()).toMatchObject({ intact: true, events: 3 });
  });
});

describe('a roster', () => {
  const employee = (no: string, title: string) =>
    `${no}\t1\tken\t\t\t${title}\t1969-01-29\tS\tM\t2009-01-14\t1\t9\t6\t1\tg\t2014-06-30 00:00:00.000\n`;

  beforeEach(() => hub.feed('acme', { code: 'staff', format: employeeRoster }));

  it('writes what is new or changed and leaves the rest', async () => {
    await hub.drop('acme/staff/1.csv', employee('1', 'CEO') + employee('2', 'VP'));
    await hub.takeIn('acme/staff/1.csv');
    await hub.drop(
      'acme/staff/2.csv',
      employee('1', 'CEO') + employee('2', 'CTO') + employee('3', 'VP'),
    );
    const { run } = await hub.takeIn('acme/staff/2.csv');
    expect(run).toMatchObject({ state: 'succeeded', counts: { read: 3, unchanged: 1, posted: 2 } });
    expect(await hub.db.members.find('acme:2', null)).toMatchObject({
      jobTitle: 'CTO',
      hiredOn: '2009-01-14',
    });
  });

  it('names a member twice as a duplicate or a conflict, across batches too', async () => {
    const rows = ['1', '2', '3', '4', '1'].map((no) => employee(no, 'CEO'));
    await hub.drop('acme/staff/1.csv', [...rows, employee('2', 'other')].join(''));
    const { run } = await hub.takeIn('acme/staff/1.csv');
    expect(run?.counts).toMatchObject({ read: 6, posted: 4, duplicate: 1, conflict: 1 });
  });
});

describe('a return', () => {
  const sale = (txn: string, amount = '10.00', member = 'M1') =>
    `${line({ txn, amount, member })},,`;
  const back = (txn: string, original: string, member = 'M1') =>
    `${line({ txn, member })},RETURN,${original}`;
  const take = async (name: string, ...lines: string[]) => {
    await hub.drop(`acme/r/${name}`, `${header},kind,original\n${lines.join('\n')}\n`);
    const { run } = await hub.takeIn(`acme/r/${name}`);
    if (!run) throw new Error('no run');
    return { run, problems: (await hub.errorsOf(run.id)).map(({ problems }) => problems[0]?.name) };
  };

  beforeEach(() => hub.feed('acme', { code: 'r', format: returnsFeed }));

  it('V15: takes back what its purchase earned, also in the same batch', async () => {
    const { run } = await take('a', sale('S1', '12.00'), back('R1', 'S1'), sale('S2'));
    expect(run).toMatchObject({ state: 'succeeded', pointsAccrued: 22, pointsReversed: 12 });
    expect(await balanceOf('acme:M1')).toBe(10);
    await take('b', back('R2', 'S2'));
    expect(await balanceOf('acme:M1')).toBe(0);
  });

  it('sent again, in its own file or another, is a duplicate and takes nothing back', async () => {
    const first = await take('a', sale('S1', '12.00'), back('R1', 'S1'), back('R1', 'S1'));
    expect(first.run.counts).toMatchObject({ posted: 2, duplicate: 1, rejected: 0 });
    const again = await take('b', back('R1', 'S1'), sale('S2'));
    expect(again.run).toMatchObject({
      state: 'succeeded',
      counts: { posted: 1, duplicate: 1, rejected: 0 },
      pointsReversed: 0,
    });
    expect((await hub.rowsOf(again.run.id)).map(({ outcome }) => outcome)).toEqual([
      'duplicate',
      'posted',
    ]);
    const other = await take('c', back('R2', 'S1'), sale('S3'));
    expect(other.problems).toEqual(['ORIGINAL_REVERSED']);
    expect(await balanceOf('acme:M1')).toBe(20);
  });

  it('is refused when the purchase is unknown, another member’s or taken back before', async () => {
    await take('a', sale('S1'), sale('S2', '5.00', 'M2'), back('R0', 'S1'));
    const { problems } = await take(
      'b',
      back('R1', 'NONE'),
      back('R2', 'S2'),
      back('R3', 'S1'),
      sale('S3'),
    );
    expect(problems.sort()).toEqual(['ORIGINAL', 'ORIGINAL', 'ORIGINAL_REVERSED']);
    expect(await balanceOf('acme:M2')).toBe(5);
  });
});

describe('a run', () => {
  const lines = Array.from({ length: 10 }, (_, n) => line({ txn: `T${String(n)}` }));

  it('that is stopped goes on behind its checkpoint', async () => {
    const runId = await queue('acme/p/a.csv', ...lines);
    const stopping = new AbortController();
    const ports = {
      ...hub.ports,
      crashPoints: { reach: (at: string) => void (at === 'CP7' && stopping.abort()) },
    };
    expect(await processNext(ports, 'one', { signal: stopping.signal })).toMatchObject({
      outcome: 'interrupted',
    });
    const half = await hub.db.runs.find(runId, null);
    expect(half?.counts.read).toBeGreaterThan(0);
    expect(half?.counts.read).toBeLessThan(10);
    await hub.work();
    expect(await hub.db.runs.find(runId, null)).toMatchObject({
      state: 'succeeded',
      attempt: 2,
      counts: { read: 10, posted: 10 },
      pointsAccrued: 100,
    });
    expect(await hub.rowsOf(runId)).toHaveLength(10);
  });

  it('that is cancelled ends after its batch, keeps what it booked and archives the file', async () => {
    const runId = await queue('acme/p/a.csv', ...lines);
    await hub.db.runs.requestCancel(runId, {
      by: 'person:support',
      reason: 'wrong file',
      at: new Date(),
    });
    await hub.work();
    const run = await hub.db.runs.find(runId, null);
    expect(run).toMatchObject({ state: 'cancelled', counts: { read: 0 } });
    expect(await hub.db.files.get(run?.file.id ?? '')).toMatchObject({ state: 'archived' });
  });

  it('that is stopped gives the rows behind its checkpoint the keys they would have had', async () => {
    await hub.feed('acme', { code: 'cdnow', format: cdnowPurchases });
    const key = 'acme/cdnow/a.txt';
    const same = ' 00001 19970101  1   11.77';
    await hub.drop(key, ` id\r\n${Array.from({ length: 8 }, () => same).join('\r\n')}\r\n`);
    await receiveObject(hub.ports, { bucket: 'waybill-landing', key, sequencer: '' });
    const stopping = new AbortController();
    const reach = (at: string) => void (at === 'CP7' && stopping.abort());
    await processNext({ ...hub.ports, crashPoints: { reach } }, 'one', { signal: stopping.signal });
    await hub.work();
    const [run] = (await hub.db.runs.list({ sort: 'newest', limit: 1 }, null)).items;
    expect(run).toMatchObject({ attempt: 2, counts: { read: 8, posted: 8 }, pointsAccrued: 88 });
  });

  it.each(['cancelled', 'interrupted'])(
    'that was %s does not make the same bytes a duplicate',
    async (how) => {
      const runId = await queue('acme/p/a.csv', ...lines);
      const stopping = new AbortController();
      if (how === 'cancelled')
        await hub.db.runs.requestCancel(runId, {
          by: 'person:support',
          reason: 'wrong file',
          at: new Date(),
        });
      const reach = (at: string) => void (at === 'CP7' && stopping.abort());
      await processNext({ ...hub.ports, crashPoints: { reach } }, 'one', {
        signal: stopping.signal,
      });
      const again = await queue('acme/p/b.csv', ...lines);
      await processNext(hub.ports, 'two', { only: again });
      expect((await hub.db.runs.find(again, null))?.counts.read).toBe(10);
      await hub.work();
      expect(await balanceOf('acme:M1')).toBe(100);
    },
  );

  it('F3: whose lease was taken over writes nothing any more', async () => {
    const runId = await queue('acme/p/a.csv', ...lines);
    let isTaken = false;
    const takeOver = async (at: string) => {
      if (at !== 'CP8' || isTaken) return;
      isTaken = true;
      const claimed = await hub.db.runs.find(runId, null);
      await hub.db.runs.release({ runId, runNo: 1, attempt: claimed?.attempt ?? 0, worker: 'one' });
      expect(await processNext(hub.ports, 'two')).toMatchObject({ outcome: 'succeeded' });
    };
    const stale = await processNext({ ...hub.ports, crashPoints: { reach: takeOver } }, 'one');
    expect(stale).toMatchObject({ outcome: 'lost' });
    expect(await hub.db.runs.find(runId, null)).toMatchObject({
      state: 'succeeded',
      attempt: 2,
      counts: { read: 10, posted: 10 },
    });
    expect(await balanceOf('acme:M1')).toBe(100);
  });

  it('that books ids at the same time as another leaves each posted once', async () => {
    const one = await queue('acme/p/a.csv', ...lines);
    const other = await queue('acme/p/b.csv', ...lines.toReversed());
    await Promise.all([processNext(hub.ports, 'one'), processNext(hub.ports, 'two')]);
    const runs = await Promise.all([one, other].map((id) => hub.db.runs.find(id, null)));
    expect(runs.map((run) => run?.state)).toEqual(['succeeded', 'succeeded']);
    expect(runs.reduce((sum, run) => sum + (run?.counts.posted ?? 0), 0)).toBe(10);
    expect(runs.reduce((sum, run) => sum + (run?.counts.duplicate ?? 0), 0)).toBe(10);
    expect(await balanceOf('acme:M1')).toBe(100);
  });
});

async function takeIn(key: string, ...lines: string[]) {
  await hub.drop(key, file(...lines));
  const { run } = await hub.takeIn(key);
  if (!run) throw new Error(`no run for ${key}`);
  return run;
}

async function queue(key: string, ...lines: string[]): Promise<string> {
  await hub.drop(key, file(...lines));
  const received = await receiveObject(hub.ports, {
    bucket: 'waybill-landing',
    key,
    sequencer: '',
  });
  return received.kind === 'queued' ? received.runId : '';
}

async function balanceOf(member: string): Promise<number> {
  const { buckets } = await hub.db.members.balance(member, null, new Date('2026-11-23'));
  return buckets.available;
}
