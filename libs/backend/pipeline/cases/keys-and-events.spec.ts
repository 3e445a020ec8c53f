import { createMemoryBuckets } from '@waybill/store/testing/memory-buckets';
import { standardPurchases } from '@waybill/tabular/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { receiveEvent } from '../src/stages/receive-file/receive-event.ts';
import { sweepLanding } from '../src/stages/receive-file/sweep-landing.ts';
import { openTestHub, type TestHub } from '../testing/index.ts';
import { file, line } from './bad-input.ts';

const landing = 'waybill-landing';
const content = file(line(), line({ txn: 'T2' }));
let hub: TestHub;

beforeEach(async () => {
  hub = await openTestHub();
  await hub.partner('acme');
  await hub.feed('acme', { code: 'p', format: standardPurchases });
});
afterEach(() => hub.close());

describe('keys', () => {
  it('K01: keeps spaces, plus and accents through event, archive and record', async () => {
    await hub.drop('acme/p/a b+c é.csv', content);
    const [received] = await receiveEvent(
      hub.ports,
      await eventOf('acme/p/a b+c é.csv', 'acme/p/a+b%2Bc+%C3%A9.csv'),
    );
    await hub.work();
    const record = await hub.db.files.get(
      received && 'fileId' in received ? (received.fileId ?? '') : '',
    );
    expect(record).toMatchObject({ state: 'archived', key: 'acme/p/a b+c é.csv' });
    expect(record?.archiveKey).toMatch(/^acme\/p\/2026\/11\/23\/file_\w+-a b\+c é\.csv$/);
  });

  const refused: [string, string][] = [
    ['K02', 'acme/p/../../q.csv'],
    ['K02', 'acme/p/%2e%2e%2fq.csv'],
    ['K02', 'acme/p/..\\q.csv'],
    ['K03', 'acme/p/a\r\nb.csv'],
    ['K03', 'acme/p/\0.csv'],
    ['K03', `acme/p/${'x'.repeat(1017)}`],
  ];
  it.each(refused)('%s: sets %j aside under a neutral name', async (_id, key) => {
    await hub.drop(key, content);
    const { received, run } = await hub.takeIn(key);
    expect(received.kind).toBe('quarantined');
    expect(run).toBeNull();
    const [record] = (await hub.db.files.list({ limit: 5 }, null)).items;
    expect(record).toMatchObject({ state: 'quarantined', partner: null, problem: { name: 'KEY' } });
    expect(await keysIn('waybill-quarantine')).toEqual([record?.archiveKey]);
    expect(record?.archiveKey).toMatch(/^unknown\/2026\/11\/23\/file_[\w.-]+$/);
    expect(await keysIn(landing)).toEqual([]);
  });

  it.each(['acme/p/a.csv.tmp', 'acme/p/a.filepart', 'acme/p/.a.csv', 'acme/p/'])(
    'K10: ignores %s',
    async (key) => {
      await hub.drop(key, content);
      expect((await hub.takeIn(key)).received.kind).toBe('ignored');
      expect(await keysIn(landing)).toEqual([key]);
      expect(await sweepLanding(hub.ports)).toBe(0);
    },
  );

  it('K10: takes capitals', async () => {
    await hub.drop('acme/p/A.CSV', content);
    expect((await hub.takeIn('acme/p/A.CSV')).run).toMatchObject({ state: 'succeeded' });
  });

  it.each(['nobody/p/a.csv', 'acme/other/a.csv', 'acme/a.csv', 'a.csv'])(
    'leaves %s unassigned, where it is',
    async (key) => {
      await hub.drop(key, content);
      expect((await hub.takeIn(key)).received.kind).toBe('unassigned');
      expect(await keysIn(landing)).toEqual([key]);
    },
  );

  it('K04: never takes the partner from what is in the file', async () => {
    await hub.partner('globex');
    await hub.feed('globex', { code: 'p', format: standardPurchases, unknownMembers: 'reject' });
    await hub.drop('acme/p/a.csv', content);
    await hub.takeIn('acme/p/a.csv');
    await hub.drop('globex/p/b.csv', content);
    const { run } = await hub.takeIn('globex/p/b.csv');
    expect(run).toMatchObject({ state: 'failed', counts: { rejected: 2, posted: 0 } });
  });
});

describe('events', () => {
  it('K05: an object that is gone is noted once', async () => {
    const message = await eventOf('acme/p/gone.csv');
    expect(await receiveEvent(hub.ports, message)).toMatchObject([{ kind: 'missing' }]);
    expect(await receiveEvent(hub.ports, message)).toMatchObject([
      { kind: 'missing', fileId: null },
    ]);
    const { items } = await hub.db.files.list({ limit: 5 }, null);
    expect(items).toMatchObject([{ state: 'ignored', problem: { name: 'SOURCE_MISSING' } }]);
  });

  it('K06: one message may tell of many objects, each is taken in once', async () => {
    const keys = Array.from({ length: 20 }, (_, n) => `acme/p/${String(n)}.csv`);
    for (const [n, key] of keys.entries())
      await hub.drop(key, file(line({ txn: `U${String(n)}` })));
    const records = (await Promise.all(keys.map((key) => eventOf(key)))).flatMap(
      ({ Records }) => Records,
    );
    const received = await receiveEvent(hub.ports, { Records: [...records, ...records] });
    expect(received.filter(({ kind }) => kind === 'queued')).toHaveLength(20);
    expect(received.filter(({ kind }) => kind === 'known')).toHaveLength(20);
  });

  it.each(['waybill-archive', 'somebody-elses'])(
    'K07, K08: an event of %s changes nothing',
    async (bucket) => {
      await hub.buckets.put({ bucket: 'waybill-archive', key: 'acme/p/a.csv' }, content);
      const message = await eventOf('acme/p/a.csv', 'acme/p/a.csv', { bucket });
      expect(await receiveEvent(hub.ports, message)).toEqual([{ kind: 'refused' }]);
      expect((await hub.db.files.list({ limit: 5 }, null)).items).toEqual([]);
    },
  );

  it('K09: of an overwritten object the current version is processed, the older one marked', async () => {
    const key = 'acme/p/a.csv';
    await hub.drop(key, content);
    const older = await eventOf(key);
    await hub.drop(key, file(line({ txn: 'NEW' })));
    await receiveEvent(hub.ports, await eventOf(key));
    await receiveEvent(hub.ports, older);
    await hub.work();
    const { items } = await hub.db.files.list({ key, limit: 5 }, null);
    expect(items.map(({ state, problem }) => [state, problem?.name]).sort()).toEqual([
      ['archived', undefined],
      ['ignored', 'SUPERSEDED'],
    ]);
    expect(await ledgerOf('NEW', 'T1')).toEqual(['NEW']);
  });

  it('K09: an object overwritten while its run is queued is superseded before anything is posted', async () => {
    const key = 'acme/p/a.csv';
    await hub.drop(key, content);
    await receiveEvent(hub.ports, await eventOf(key));
    await hub.drop(key, file(line({ txn: 'NEW' })));
    await hub.work();
    expect(await ledgerOf('NEW', 'T1')).toEqual([]);
    expect(await keysIn(landing)).toEqual([key]);
    await receiveEvent(hub.ports, await eventOf(key));
    await hub.work();
    expect(await ledgerOf('NEW', 'T1')).toEqual(['NEW']);
    expect(await keysIn(landing)).toEqual([]);
  });

  it('K09: an older event alone is enough for the current version to be taken in', async () => {
    const key = 'acme/p/a.csv';
    await hub.drop(key, content);
    const older = await eventOf(key);
    await hub.drop(key, file(line({ txn: 'NEW' })));
    await receiveEvent(hub.ports, older);
    await hub.work();
    expect(await ledgerOf('NEW', 'T1')).toEqual(['NEW']);
  });

  it('takes a file in that two events and a sweep announce at once, once', async () => {
    const key = 'acme/p/a.csv';
    await hub.drop(key, content);
    const message = await eventOf(key);
    await Promise.all([
      ...Array.from({ length: 20 }, () => receiveEvent(hub.ports, message)),
      sweepLanding(hub.ports),
    ]);
    await hub.work();
    expect((await hub.db.runs.list({ sort: 'newest', limit: 9 }, null)).items).toHaveLength(1);
  });

  it('finds by the sweep what no event told of', async () => {
    for (let n = 0; n < 30; n++)
      await hub.drop(`acme/p/${String(n)}.csv`, file(line({ txn: `U${String(n)}` })));
    expect(await sweepLanding(hub.ports)).toBe(30);
    expect(await sweepLanding(hub.ports)).toBe(0);
    await hub.work();
    expect(await keysIn(landing)).toEqual([]);
  });
});

describe('storage that misbehaves', () => {
  it('K13: an object that may not be read is tried again, then given up with its reason', async () => {
    const denied = Object.assign(new Error('no'), {
      name: 'AccessDenied',
      $metadata: { httpStatusCode: 403 },
    });
    const real = hub.buckets;
    let isDenied = false;
    await hub.close();
    hub = await openTestHub({
      settings: { leaseS: 1, attemptsMax: 2 },
      buckets: { ...real, head: (ref) => (isDenied ? Promise.reject(denied) : real.head(ref)) },
    });
    await hub.partner('acme');
    await hub.feed('acme', { code: 'p', format: standardPurchases });
    await hub.drop('acme/p/a.csv', content);
    const [received] = await receiveEvent(hub.ports, await eventOf('acme/p/a.csv'));
    isDenied = true;
    const runId = received?.kind === 'queued' ? received.runId : '';
    for (let attempt = 1; attempt <= 3; attempt++) {
      await hub.work();
      // The lease of a failed attempt runs out by the database's clock.
      await new Promise((resolve) => setTimeout(resolve, 1050));
    }
    const run = await hub.db.runs.find(runId, null);
    expect(run).toMatchObject({
      state: 'failed',
      attempt: 3,
      problem: { name: 'SOURCE_UNREADABLE' },
    });
    expect(await hub.db.files.get(run?.file.id ?? '')).toMatchObject({ state: 'quarantined' });
    expect(hub.lines.filter(({ message }) => message === 'attempt failed')).toHaveLength(2);
    isDenied = false;
    expect(await keysIn(landing)).toEqual(['acme/p/a.csv']);
  });

  it('K14: another object under the archive key is left alone', async () => {
    const key = 'acme/p/a.csv';
    await hub.drop(key, content);
    const [received] = await receiveEvent(hub.ports, await eventOf(key));
    const id = received && 'fileId' in received ? (received.fileId ?? '') : '';
    const taken = { bucket: 'waybill-archive', key: `acme/p/2026/11/23/${id}-a.csv` };
    await hub.buckets.put(taken, 'somebody else');
    await hub.work();
    expect(await hub.db.files.get(id)).toMatchObject({
      state: 'archived',
      archiveKey: `${taken.key}~1`,
    });
    expect(await hub.buckets.sha256Of(taken)).not.toBe(
      await hub.buckets.sha256Of({ ...taken, key: `${taken.key}~1` }),
    );
  });

  it('F14: a body damaged on the second reading is never posted', async () => {
    const key = 'acme/p/a.csv';
    let opened = 0;
    const real = hub.buckets;
    await hub.close();
    hub = await openTestHub({
      buckets: {
        ...real,
        open: async (ref, options) => {
          const result = await real.open(ref, options);
          if (result.outcome !== 'opened' || ++opened !== 2) return result;
          return { ...result, body: flipped(result.body) };
        },
      },
    });
    await hub.partner('acme');
    await hub.feed('acme', { code: 'p', format: standardPurchases });
    await hub.drop(key, content);
    const { run } = await hub.takeIn(key);
    expect(run).toMatchObject({
      state: 'succeeded',
      attempt: 1,
      pointsAccrued: 20,
      counts: { read: 2, posted: 2 },
    });
    expect(opened).toBe(3);
  });

  it.each([true, false])(
    'F15: an original goes only when its verified copy stands (versions: %s)',
    async (isVersioned) => {
      const real = createMemoryBuckets(isVersioned ? {} : { versioned: [] });
      const copiesAtDelete: (string | null)[] = [];
      const tried: string[] = [];
      await hub.close();
      hub = await openTestHub({
        buckets: {
          ...real,
          copy: (from, to, options) => {
            tried.push(to.bucket);
            const isLost = tried.length === 1;
            return isLost
              ? Promise.reject(Object.assign(new Error('busy'), { name: 'SlowDown' }))
              : real.copy(from, to, options);
          },
          deleteIfMatch: async (ref, etag) => {
            const bucket = tried.at(-1) ?? '';
            const [copy] = (await real.list(bucket, '')).objects;
            copiesAtDelete.push(copy ? await real.sha256Of({ bucket, key: copy.key }) : null);
            return real.deleteIfMatch(ref, etag);
          },
        },
      });
      await hub.partner('acme');
      await hub.feed('acme', { code: 'p', format: standardPurchases });
      await hub.drop('acme/p/a.csv', content);
      const { run } = await hub.takeIn('acme/p/a.csv');
      expect(run).toMatchObject({ state: 'succeeded', attempt: 1 });
      const record = await hub.db.files.get(run?.file.id ?? '');
      expect(copiesAtDelete).toEqual([record?.sha256]);
      expect(await keysIn(landing)).toEqual([]);
    },
  );

  it('F15: a copy that came out wrong is not trusted, and the original stays until one is right', async () => {
    const real = hub.buckets;
    await hub.close();
    let copies = 0;
    hub = await openTestHub({
      buckets: {
        ...real,
        copy: async (from, to, options) => {
          if (++copies > 1) return real.copy(from, to, options);
          await real.put(to, 'truncat');
          return { outcome: 'copied', etag: 'x' };
        },
      },
    });
    await hub.partner('acme');
    await hub.feed('acme', { code: 'p', format: standardPurchases });
    await hub.drop('acme/p/a.csv', content);
    const { run } = await hub.takeIn('acme/p/a.csv');
    const record = await hub.db.files.get(run?.file.id ?? '');
    expect(record?.archiveKey).toMatch(/~1$/);
    expect(await real.sha256Of({ bucket: 'waybill-archive', key: record?.archiveKey ?? '' })).toBe(
      record?.sha256,
    );
  });
});

async function* flipped(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of body) yield chunk.map((byte) => (byte === 0x31 ? 0x32 : byte));
}

async function keysIn(bucket: string): Promise<string[]> {
  return (await hub.buckets.list(bucket, '')).objects.map(({ key }) => key);
}

async function ledgerOf(...txnIds: string[]): Promise<string[]> {
  const feed = await hub.db.feeds.config('acme.p');
  return [...(await hub.db.ledger.booked(feed?.feedNo ?? 0, txnIds)).keys()];
}

/** The event that S3 sends for what stands under the key now. */
async function eventOf(
  key: string,
  encoded = encodeURIComponent(key).replaceAll('%2F', '/'),
  { bucket = landing } = {},
) {
  const facts = await hub.buckets.head({ bucket: landing, key }).catch(() => null);
  const object = {
    key: encoded,
    size: facts?.size ?? 1,
    eTag: facts?.etag ?? 'e',
    versionId: facts?.versionId ?? 'v',
    sequencer: '01',
  };
  return {
    Records: [
      {
        eventVersion: '2.1',
        eventName: 'ObjectCreated:Put',
        s3: { bucket: { name: bucket }, object },
      },
    ],
  };
}
