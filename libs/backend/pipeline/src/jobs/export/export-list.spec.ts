import type { Caller, ExportRequest, Role } from '@waybill/contracts';
import { exportDaysKept, exportRequest, exportResult } from '@waybill/contracts';
import type { BucketStore, Database } from '@waybill/store';
import { standardPurchases } from '@waybill/tabular/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestHub, testNow, type TestHub } from '../../../testing/index.ts';
import { workOnNextJob } from '../work-on-next-job.ts';
import { sweepExports } from './sweep-exports.ts';

const bucket = 'waybill-exports';
const settings = { leaseS: 1, attemptsMax: 3 };
let hub: TestHub;
let jobs = 0;

beforeEach(async () => {
  hub = await openTestHub({ settings });
  for (const partner of ['acme', 'globex']) {
    await hub.partner(partner);
    await hub.feed(partner, { code: 'p', format: standardPurchases });
    await hub.drop(`${partner}/p/a.csv`, purchases);
    await hub.takeIn(`${partner}/p/a.csv`);
  }
});
afterEach(() => hub.close());

describe('an export', () => {
  it('has the columns that were chosen, in their order, for the things the filter finds', async () => {
    const columns = ['partner', 'file', 'posted', 'rejected', 'queuedAt'];
    const query = { partner: 'acme' };
    const { text, result } = await exported({ list: 'runs', query, columns, bom: false });

    expect(text).toBe(
      `Partner,File,Posted,Rejected,Queued\r\nacme,a.csv,1,1,${testNow.toISOString()}\r\n`,
    );
    expect(result).toMatchObject({ rows: 1, bytes: Buffer.byteLength(text), isMasked: false });
  });

  it('begins with a byte order mark unless told otherwise', async () => {
    const { text } = await exported({ list: 'members', query: {}, columns: ['memberNo'] });

    expect(text).toBe('\uFEFFNumber\r\nM1\r\nM1\r\n');
  });

  it('goes through all pages, each thing once', async () => {
    const partner = await hub.db.partners.find('acme', null);
    const numbers = Array.from({ length: 2500 }, (_, n) => `N${String(n).padStart(5, '0')}`);
    const feed = await hub.db.feeds.config('acme.p');
    await hub.db.members.create(feed?.partnerNo ?? 0, numbers, testNow);
    const { text, result } = await exported({
      list: 'members',
      query: { partner: partner?.id ?? '', q: 'N' },
      columns: ['memberNo'],
      bom: false,
    });

    expect(text).toBe(`Number\r\n${numbers.join('\r\n')}\r\n`);
    expect(result.rows).toBe(2500);
    expect(await hub.buckets.sha256Of({ bucket, key: result.key })).toBe(result.sha256);
  });

  it('shows a partner’s client its own only, whatever it asks for', async () => {
    const client: Caller = { ...person('support'), kind: 'partner', partner: 'acme', roles: [] };
    const wish = { list: 'runs', query: {}, columns: ['partner'], bom: false };

    expect((await exported(wish, client)).text).toBe('Partner\r\nacme\r\n');
    const foreign = { ...wish, query: { partner: 'globex' } };
    expect((await exported(foreign, client)).text).toBe('Partner\r\n');
  });

  it('masks what people wrote for whoever may not read it', async () => {
    const columns = ['line', 'code', 'found', 'rawLine'];
    const wish = { list: 'row-errors', query: { partner: 'acme' }, columns, bom: false };

    expect((await exported(wish, person('support'))).text).toContain('abc,"T2,M2,');
    const masked = await exported(wish, person('viewer'));
    expect(masked.text).not.toContain('abc');
    expect(masked.text).toContain('3,TYPE-001,•••,\r\n');
    expect(masked.result.isMasked).toBe(true);
  });

  it('is deleted when its time is over, and not before', async () => {
    const { result } = await exported({ list: 'runs', query: {}, columns: ['id'] });

    // The objects of a test are as old as the real clock says.
    hub.setNow(new Date());
    expect(await sweepExports(hub.ports)).toBe(0);
    hub.setNow(new Date(Date.now() + exportDaysKept * 86_400_000 + 60_000));
    expect(await sweepExports(hub.ports)).toBe(1);
    expect(await hub.buckets.head({ bucket, key: result.key })).toBeNull();
  });
});

describe('an export whose worker fails', () => {
  const wish = { list: 'runs', query: {}, columns: ['id'] };

  it('is begun anew by another worker, and one file is left', async () => {
    const id = await asked(wish);
    const ports = { ...hub.ports, buckets: failingAfterStore(hub.buckets) };
    expect(await workOnNextJob(ports, 'one')).toMatchObject({ outcome: 'interrupted' });
    expect(await keysOf(id)).toEqual([`${id}/1.csv`]);

    await elapse(1100);
    expect(await workOnNextJob(hub.ports, 'two')).toMatchObject({ outcome: 'succeeded' });
    expect(await keysOf(id)).toEqual([`${id}/2.csv`]);
    expect(await jobOf(id)).toMatchObject({ attempt: 2, result: { key: `${id}/2.csv` } });
  });

  it('is given up after a few attempts that come no further', async () => {
    const id = await asked(wish);
    const away: BucketStore = { ...hub.buckets, put: () => Promise.reject(new Error('away')) };
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      await workOnNextJob({ ...hub.ports, buckets: away }, 'one');
      await elapse(1100);
    }

    expect(await workOnNextJob(hub.ports, 'one')).toBeNull();
    expect(await jobOf(id)).toMatchObject({ state: 'failed', problem: { code: 'SYSTEM-002' } });
  });

  it('that comes back to life after another one took over leaves nothing behind', async () => {
    const id = await asked(wish);
    const frozen: BucketStore = {
      ...hub.buckets,
      put: async (...put) => {
        await takeOver(hub.db, id);
        await workOnNextJob(hub.ports, 'two');
        return hub.buckets.put(...put);
      },
    };

    expect(await workOnNextJob({ ...hub.ports, buckets: frozen }, 'one')).toMatchObject({
      outcome: 'lost',
    });
    expect(await keysOf(id)).toEqual([`${id}/2.csv`]);
    expect(await jobOf(id)).toMatchObject({ state: 'succeeded', result: { key: `${id}/2.csv` } });
  });

  it('is cancelled between two pages, and leaves no file', async () => {
    const id = await asked(wish);
    const asking: BucketStore = {
      ...hub.buckets,
      put: async (...put) => {
        await hub.db.jobs.requestCancel(id, admin, testNow);
        await elapse(600);
        return hub.buckets.put(...put);
      },
    };

    expect(await workOnNextJob({ ...hub.ports, buckets: asking }, 'one')).toMatchObject({
      outcome: 'cancelled',
    });
    expect(await keysOf(id)).toEqual([]);
  });

  it('lets go of it at once when told to stop', async () => {
    const id = await asked(wish);
    const { signal } = abortedController();

    expect(await workOnNextJob(hub.ports, 'one', { signal })).toMatchObject({
      outcome: 'interrupted',
    });
    expect(await workOnNextJob(hub.ports, 'two')).toMatchObject({
      jobId: id,
      outcome: 'succeeded',
    });
  });
});

const purchases = [
  'txn_id,member_id,txn_date,amount,currency,qty,store,note',
  'T1,M1,2026-01-02,5.00,USD,1,S,x',
  'T2,M2,2026-01-02,abc,USD,1,S,x',
  '',
].join('\n');
const admin = { issuer: 'i', subject: 'admin', partner: null, seesAll: true };

function person(role: Role): Caller {
  const scopes = ['waybill.read', 'waybill.payload'];
  const client = { clientId: 'waybill-bff', scopes };
  return { kind: 'person', issuer: 'i', subject: role, ...client, roles: [role], partner: null };
}

async function asked(wish: object, owner = person('support')): Promise<string> {
  const request: ExportRequest = exportRequest.parse(wish);
  const id = `job_${String((jobs += 1))}`;
  const label = 'Export';
  await hub.db.jobs.enqueue({
    id,
    kind: 'export',
    owner,
    label,
    request,
    total: null,
    at: testNow,
  });
  return id;
}

async function exported(wish: object, owner = person('support')) {
  const id = await asked(wish, owner);
  await workOnNextJob(hub.ports, 'one', { only: id });
  const job = await jobOf(id);
  const result = exportResult.parse(job?.result);
  const read = await hub.buckets.readRange({ bucket, key: result.key }, 0, result.bytes + 1);
  const text = read.outcome === 'read' ? Buffer.from(read.bytes).toString() : '';
  return { text, result };
}

function jobOf(id: string) {
  return hub.db.jobs.find(id, admin);
}

async function keysOf(id: string): Promise<string[]> {
  return (await hub.buckets.list(bucket, `${id}/`)).objects.map(({ key }) => key);
}

/** The object is stored, and the worker never learns of it. */
function failingAfterStore(buckets: BucketStore): BucketStore {
  return {
    ...buckets,
    put: async (...put) => {
      await buckets.put(...put);
      throw new Error('connection lost');
    },
  };
}

/** As if the first worker had slept through its lease; the job is the only one of its hub. */
async function takeOver(db: Database, id: string): Promise<void> {
  const { attempt } = (await jobOf(id)) ?? { attempt: 0 };
  await db.jobs.release({ jobId: id, jobNo: 1, attempt, worker: 'one' });
}

function abortedController(): AbortController {
  const controller = new AbortController();
  controller.abort();
  return controller;
}

function elapse(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
