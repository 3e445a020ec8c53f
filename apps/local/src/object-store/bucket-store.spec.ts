import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createBucketStore, isTransient, isUnreadable } from '@waybill/store';
import type { BucketStore } from '@waybill/store';
import { describeBucketStore } from '@waybill/store/testing/bucket-store-suite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { Faults } from './faults/faults.ts';
import type { FaultRule } from './faults/faults.ts';
import { createObjectStore } from './object-store.ts';
import { ARCHIVE, CREDENTIALS, LANDING, openTemporaryStore } from './testing/temporary-store.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const md5 = (text: string) => createHash('md5').update(text).digest('hex');

describe('the port over S3', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'object-store-'));
  const server = createObjectStore({
    ...CREDENTIALS,
    dataDir,
    region: 'us-east-1',
    durable: false,
    buckets: [{ name: LANDING, versioned: true }, { name: ARCHIVE }],
  });
  let store: BucketStore & { close(): void };

  beforeAll(async () => {
    const { port } = await server.listen(0);
    store = connect(`http://127.0.0.1:${String(port)}`);
  });

  afterAll(async () => {
    store.close();
    await server.close();
    rmSync(dataDir, { recursive: true });
  });

  describeBucketStore('over S3', () => ({ store, versioned: LANDING, plain: ARCHIVE }));

  it('signs an upload that a browser can make, of one type only, without a baked-in checksum', async () => {
    const ref = { bucket: LANDING, key: 'acme/up load é.csv' };
    const url = await store.presignPut(ref, { expiresInS: 60, contentType: 'text/csv' });
    expect(url).not.toMatch(/checksum/iu);
    const upload = (type: string) =>
      fetch(url, { method: 'PUT', body: 'a;b', headers: { 'content-type': type } });
    expect((await upload('text/html')).status).toBe(403);
    expect((await upload('text/csv')).status).toBe(200);
    expect(await store.head(ref)).toMatchObject({ size: 3, contentType: 'text/csv' });
  });

  it('signs a download under any name', async () => {
    const ref = { bucket: ARCHIVE, key: 'download' };
    await store.put(ref, 'bytes');
    const reply = await fetch(
      await store.presignGet(ref, { expiresInS: 60, filename: 'Aufträge "Mai".csv' }),
    );
    expect(await reply.text()).toBe('bytes');
    expect(reply.headers.get('content-disposition')).toBe(
      `attachment; filename="Auftr_ge _Mai_.csv"; filename*=UTF-8''Auftr%C3%A4ge%20%22Mai%22.csv`,
    );
  });
});

describe('the port in misfortune', () => {
  const source = { bucket: LANDING, key: 'acme/in/file.csv' };
  const target = { bucket: ARCHIVE, key: 'acme/in/file.csv' };
  const BODY = 'a line of a file\n'.repeat(40_000);
  const open: (BucketStore & { close(): void })[] = [];

  afterEach(() => {
    for (const store of open.splice(0)) store.close();
  });

  it('works through a store that fails three times in ten', async () => {
    const { store, faults } = await unlucky();
    faults.use([
      { fault: { kind: 'error', code: 'InternalError' }, rate: 0.15 },
      { fault: { kind: 'error', code: 'ServiceUnavailable' }, rate: 0.15 },
    ]);
    for (let i = 0; i < 25; i += 1) {
      const ref = { bucket: LANDING, key: `k${String(i)}` };
      expect((await store.put(ref, ref.key)).outcome).toBe('stored');
      expect(await store.sha256Of(ref)).toBe(sha256(ref.key));
    }
    expect(faults.injected.get('error')).toBeGreaterThan(5);
  });

  it.each([0, 1, 65_536, 679_999])('reads on where a body broke off at byte %i', async (atByte) => {
    const { store, faults } = await unlucky();
    faults.use([{ fault: { kind: 'cut-reply', atByte }, operations: ['GetObject'], times: 2 }]);
    expect(await store.sha256Of(source)).toBe(sha256(BODY));
    expect(faults.injected.get('cut-reply')).toBe(2);
  });

  it('does not read on in another object', async () => {
    const { store, faults } = await unlucky();
    faults.use([
      { fault: { kind: 'cut-reply', atByte: 300_000 }, operations: ['GetObject'], times: 1 },
    ]);
    const found = await store.open(source);
    if (found.outcome !== 'opened') throw new Error(found.outcome);
    await store.put(source, 'replaced meanwhile');
    await expect(drain(found.body)).rejects.toMatchObject({ name: 'PreconditionFailed' });
  });

  it.each([
    { kind: 'corrupt-reply', atByte: 5 },
    { kind: 'corrupt-reply', atByte: 679_999 },
    { kind: 'short-reply', atByte: 340_000 },
  ] as const)('never takes %j for the object', async (fault) => {
    const { store, faults } = await unlucky();
    faults.use([{ fault, operations: ['GetObject'] }]);
    const failure = await store.sha256Of(source).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'CorruptBody' });
    expect(isTransient(failure)).toBe(true);
  });

  it('gives up on a silent store, for now', async () => {
    const { store, faults } = await unlucky({ maxAttempts: 1, socketTimeoutMs: 150 });
    faults.use([{ fault: { kind: 'stall', ms: 1_000 } }]);
    const failure = await store.head(source).catch((error: unknown) => error);
    expect(isTransient(failure)).toBe(true);
  });

  it('tells missing rights from a bad day', async () => {
    const { store, faults } = await unlucky();
    faults.use([{ fault: { kind: 'error', code: 'AccessDenied' } }]);
    const failure = await store.open(source).catch((error: unknown) => error);
    expect([isTransient(failure), isUnreadable(failure)]).toEqual([false, true]);
  });

  describe('when the reply is lost', () => {
    const lost = (operation: string): FaultRule => ({
      fault: { kind: 'lose-reply' },
      operations: [operation],
      times: 1,
    });

    it('a plain write is simply repeated', async () => {
      const { store, faults } = await unlucky();
      faults.use([lost('PutObject')]);
      expect((await store.put(target, 'x')).outcome).toBe('stored');
    });

    it('a write that must not replace finds its own work, known by its hash', async () => {
      const { store, faults } = await unlucky();
      faults.use([lost('PutObject')]);
      const put = await store.put(target, 'mine', { ifNoneMatch: '*' });
      expect(put).toMatchObject({ outcome: 'exists', existing: { sha256: sha256('mine') } });
    });

    it('so does a copy', async () => {
      const { store, faults } = await unlucky();
      faults.use([lost('CopyObject')]);
      const copy = await store.copy({ ...source, etag: md5(BODY) }, target, { ifNoneMatch: '*' });
      expect(copy).toMatchObject({ outcome: 'exists', existing: { sha256: sha256(BODY) } });
    });

    it('a delete finds nothing left', async () => {
      const { store, faults } = await unlucky();
      faults.use([lost('DeleteObject')]);
      expect(await store.deleteIfMatch(source, md5(BODY))).toBe('absent');
      expect(await store.head(source)).toBeNull();
    });

    it('an upload in parts is completed once', async () => {
      const { store, faults } = await unlucky();
      faults.use([lost('CompleteMultipartUpload')]);
      const whole = Buffer.alloc(6 * 1024 ** 2, 'x');
      const pieces = async function* () {
        yield whole;
      };
      expect((await store.put(target, pieces(), { ifNoneMatch: '*' })).outcome).toBe('stored');
      expect((await store.head(target))?.size).toBe(whole.length);
    });
  });

  it.each(['corrupt-copy', 'truncate-copy'] as const)(
    '%s is seen in the hash of the copy',
    async (kind) => {
      const { store, faults } = await unlucky();
      faults.use([{ fault: { kind }, operations: ['CopyObject'] }]);
      const copy = await store.copy({ ...source, etag: md5(BODY) }, target);
      expect(copy.outcome === 'copied' && copy.sha256).not.toBe(sha256(BODY));
      expect(await store.sha256Of(target)).not.toBe(sha256(BODY));
      expect(await store.sha256Of(source)).toBe(sha256(BODY));
    },
  );

  async function unlucky(options: { maxAttempts?: number; socketTimeoutMs?: number } = {}) {
    const faults = new Faults({ seed: 11 });
    const { endpoint } = await openTemporaryStore({ faults });
    const store = connect(endpoint, options);
    open.push(store);
    await store.put(source, BODY);
    return { store, faults };
  }
});

function connect(
  endpoint: string,
  options: { maxAttempts?: number; socketTimeoutMs?: number } = {},
) {
  return createBucketStore({
    endpoint,
    region: 'us-east-1',
    credentials: CREDENTIALS,
    forcePathStyle: true,
    ...options,
  });
}

async function drain(body: AsyncIterable<Uint8Array>): Promise<number> {
  let size = 0;
  for await (const piece of body) size += piece.length;
  return size;
}
