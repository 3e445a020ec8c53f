import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';

import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterEach, describe, expect, it } from 'vitest';

import { sign } from './conformance/raw-request.ts';
import { createEventQueue } from './event-queue.ts';
import { createObjectStore } from './object-store.ts';
import { CREDENTIALS, LANDING, openTemporaryStore } from './testing/temporary-store.ts';

const MB = 1024 ** 2;
const cleanUps: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

describe('a store', () => {
  it('keeps everything over a restart', async () => {
    const store = await openTemporaryStore();
    await store.client.send(
      new PutObjectCommand({ Bucket: LANDING, Key: 'kept', Body: 'kept', Metadata: { a: '1' } }),
    );
    const again = await store.restart();
    const got = await again.client.send(new GetObjectCommand({ Bucket: LANDING, Key: 'kept' }));
    expect([await got.Body?.transformToString(), got.Metadata]).toEqual(['kept', { a: '1' }]);
  });

  it('removes replaced and abandoned bytes from the disk', async () => {
    const store = await openTemporaryStore();
    const put = (Body: string) =>
      store.client.send(new PutObjectCommand({ Bucket: 'waybill-archive', Key: 'k', Body }));
    await put('one');
    await put('two');
    await expect(
      store.client.send(
        new PutObjectCommand({
          Bucket: 'waybill-archive',
          Key: 'k',
          Body: 'three',
          ContentMD5: 'bm9wZW5vcGVub3Blbm9wZQ==',
        }),
      ),
    ).rejects.toThrow();
    expect(blobsIn(store.dataDir)).toHaveLength(1);
  });

  it('leaves nothing of an upload that breaks off', async () => {
    const store = await openTemporaryStore();
    const { port } = new URL(store.endpoint);
    const before = blobsIn(store.dataDir).length;
    const socket = connect(Number(port), '127.0.0.1');
    const raw = signedPut(store.endpoint, `/${LANDING}/half`, 1000);
    socket.write(`${raw}half of it`);
    await new Promise((resolve) => setTimeout(resolve, 100));
    socket.destroy();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(blobsIn(store.dataDir)).toHaveLength(before);
    await expect(
      store.client.send(new HeadObjectCommand({ Bucket: LANDING, Key: 'half' })),
    ).rejects.toThrow();
  });

  it('sweeps bytes that no object owns when it starts', async () => {
    const store = await openTemporaryStore();
    await store.client.send(new PutObjectCommand({ Bucket: LANDING, Key: 'owned', Body: 'x' }));
    const orphan = join(store.dataDir, 'blobs', 'ab', 'abcdef00-0000-4000-8000-000000000000');
    mkdirSync(dirname(orphan), { recursive: true });
    writeFileSync(orphan, 'left over from a crash');
    const again = await store.restart();
    expect(existsSync(orphan)).toBe(false);
    const got = await again.client.send(new GetObjectCommand({ Bucket: LANDING, Key: 'owned' }));
    expect(await got.Body?.transformToString()).toBe('x');
  });

  it('keeps serving a reader while the object is replaced', async () => {
    const store = await openTemporaryStore();
    const target = { Bucket: 'waybill-archive', Key: 'k' };
    await store.client.send(new PutObjectCommand({ ...target, Body: Buffer.alloc(8 * MB, 'a') }));
    const got = await store.client.send(new GetObjectCommand(target));
    await store.client.send(new PutObjectCommand({ ...target, Body: 'new' }));
    const bytes = (await got.Body?.transformToByteArray()) ?? new Uint8Array();
    expect(bytes.length).toBe(8 * MB);
    expect(bytes.every((byte) => byte === 0x61)).toBe(true);
    await expect.poll(() => blobsIn(store.dataDir).length).toBe(1);
  });

  it('refuses a folder that another store is using', async () => {
    const store = await openTemporaryStore();
    const second = () =>
      createObjectStore({
        ...CREDENTIALS,
        region: 'us-east-1',
        buckets: [],
        dataDir: store.dataDir,
      });
    expect(second).toThrow(/already using/u);
  });
});

describe('the process', () => {
  it('killed at any moment loses nothing it said yes to', async () => {
    const home = temporaryHome();
    const acknowledged: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      const { endpoint, child } = await startProcess(home);
      const client = clientOf(endpoint);
      const writers = Array.from({ length: 6 }, async (_, writer) => {
        for (let i = 0; ; i += 1) {
          const key = `${String(round)}/${String(writer)}/${String(i)}`;
          await client.send(new PutObjectCommand({ Bucket: LANDING, Key: key, Body: key }));
          acknowledged.push(key);
        }
      });
      setTimeout(() => child.kill('SIGKILL'), 150 + round * 70);
      await Promise.allSettled(writers);
      await exited(child);
      client.destroy();
    }
    const { endpoint } = await startProcess(home);
    const client = clientOf(endpoint);
    const events = createEventQueue({ endpoint, secretAccessKey: CREDENTIALS.secretAccessKey });
    const announced = new Set<string>();
    for (
      let batch = await events.receive({ max: 1000, waitSeconds: 0 });
      batch.length > 0;
      batch = await events.receive({ max: 1000, waitSeconds: 0 })
    ) {
      for (const event of batch) announced.add(event.body.Records[0]?.s3.object.key ?? '');
    }
    const listed = await client.send(new ListObjectsV2Command({ Bucket: LANDING, MaxKeys: 1000 }));
    expect(acknowledged.length).toBeGreaterThan(20);
    for (const key of acknowledged.slice(-20)) {
      const got = await client.send(new GetObjectCommand({ Bucket: LANDING, Key: key }));
      expect(await got.Body?.transformToString()).toBe(key);
    }
    expect(acknowledged.filter((key) => !announced.has(key))).toEqual([]);
    expect(blobsIn(join(home, 's3')).length).toBe(announced.size);
    expect(listed.KeyCount).toBe(Math.min(announced.size, 1000));
  });

  it('holds 200 MB in the same memory as nothing', async () => {
    const { endpoint, child } = await startProcess(temporaryHome());
    const client = clientOf(endpoint);
    const piece = Buffer.alloc(MB, 'data');
    const body = Readable.from(
      (function* () {
        for (let i = 0; i < 200; i += 1) yield piece;
      })(),
    );
    await client.send(
      new PutObjectCommand({ Bucket: LANDING, Key: 'large', Body: body, ContentLength: 200 * MB }),
    );
    const got = await client.send(new GetObjectCommand({ Bucket: LANDING, Key: 'large' }));
    let size = 0;
    if (got.Body instanceof Readable)
      for await (const chunk of got.Body) size += Buffer.from(chunk).length;
    expect(size).toBe(200 * MB);
    expect(peakMemoryOf(child)).toBeLessThan(200);
    client.destroy();
  });

  it('says clearly that its port is taken', async () => {
    const squatter = createServer();
    squatter.listen(0, '127.0.0.1');
    await once(squatter, 'listening');
    cleanUps.push(() => {
      squatter.close();
    });
    const address = squatter.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    const child = spawnStore(temporaryHome(), port);
    let complaint = '';
    child.stderr?.on('data', (text: Buffer) => (complaint += text.toString()));
    expect(await exited(child)).toBe(1);
    expect(complaint).toBe(
      `Port ${port} is taken. Stop what uses it, or set WAYBILL_S3_PORT to a free port.\n`,
    );
  });

  it('stops cleanly when told to', async () => {
    const { child, endpoint } = await startProcess(temporaryHome());
    const waiting = createEventQueue({
      endpoint,
      secretAccessKey: CREDENTIALS.secretAccessKey,
    }).receive({ waitSeconds: 20 });
    await new Promise((resolve) => setTimeout(resolve, 50));
    child.kill('SIGTERM');
    expect(await exited(child)).toBe(0);
    expect(await waiting).toEqual([]);
  });
});

function temporaryHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'object-store-home-'));
  cleanUps.push(() => rmSync(home, { recursive: true, force: true }));
  return home;
}

function spawnStore(home: string, port: string): ChildProcess {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    env: { ...process.env, WAYBILL_HOME: home, WAYBILL_S3_PORT: port },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  cleanUps.push(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  });
  return child;
}

async function startProcess(home: string): Promise<{ endpoint: string; child: ChildProcess }> {
  const child = spawnStore(home, '0');
  for await (const text of child.stdout ?? []) {
    const endpoint = /http:\S+/u.exec(String(text))?.[0];
    if (endpoint) return { endpoint, child };
  }
  throw new Error('The store ended before it was ready');
}

async function exited(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode;
}

/** Peak resident memory in MB, as the kernel counted it. */
function peakMemoryOf(child: ChildProcess): number {
  const status = readFileSync(`/proc/${String(child.pid)}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+) kB/u.exec(status)?.[1]) / 1024;
}

function clientOf(endpoint: string): S3Client {
  return new S3Client({
    endpoint,
    region: 'us-east-1',
    credentials: CREDENTIALS,
    forcePathStyle: true,
    maxAttempts: 1,
  });
}

function blobsIn(dataDir: string): string[] {
  const folder = join(dataDir, 'blobs');
  return readdirSync(folder).flatMap((shard) => readdirSync(join(folder, shard)));
}

/** The head of a signed PUT that announces `length` bytes. */
function signedPut(endpoint: string, target: string, length: number): string {
  const subject = { endpoint, region: 'us-east-1', ...CREDENTIALS };
  const { headers } = sign(subject, { method: 'PUT', target, payloadHash: 'UNSIGNED-PAYLOAD' });
  const lines = Object.entries({ ...headers, 'content-length': String(length) }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  return `PUT ${target} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`;
}
