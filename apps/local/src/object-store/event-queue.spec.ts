import { CopyObjectCommand, DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { describe, expect, it } from 'vitest';

import type { ReceivedEvent } from './event-queue.ts';
import { ARCHIVE, CREDENTIALS, LANDING, openTemporaryStore } from './testing/temporary-store.ts';
import type { TemporaryStore } from './testing/temporary-store.ts';

const AT_ONCE = { waitSeconds: 0, max: 100 };

describe('an event', () => {
  it('has the shape S3 gives it', async () => {
    const store = await openTemporaryStore();
    const put = await store.client.send(
      new PutObjectCommand({ Bucket: LANDING, Key: 'acme/in/a b+c é.csv', Body: 'a;b\n' }),
    );
    const [event] = await store.events.receive(AT_ONCE);
    expect(event?.receiveCount).toBe(1);
    expect(event?.body.Records).toEqual([
      {
        eventVersion: '2.1',
        eventSource: 'aws:s3',
        awsRegion: 'us-east-1',
        eventTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u),
        eventName: 'ObjectCreated:Put',
        userIdentity: { principalId: 'AWS:waybill' },
        requestParameters: { sourceIPAddress: '127.0.0.1' },
        responseElements: {
          'x-amz-request-id': expect.any(String),
          'x-amz-id-2': expect.any(String),
        },
        s3: {
          s3SchemaVersion: '1.0',
          configurationId: 'waybill',
          bucket: {
            name: LANDING,
            ownerIdentity: { principalId: 'waybill' },
            arn: `arn:aws:s3:::${LANDING}`,
          },
          object: {
            key: 'acme/in/a+b%2Bc+%C3%A9.csv',
            size: 4,
            eTag: put.ETag?.replaceAll('"', ''),
            versionId: put.VersionId,
            sequencer: expect.stringMatching(/^[0-9A-F]{18}$/u),
          },
        },
      },
    ]);
  });

  it.each(['a b+c é.csv', "it's (1) *~!.csv", '100%25.csv', '日本/🙂', 'x&y=z?#'])(
    'gives the key %s back when it is decoded',
    async (key) => {
      const store = await openTemporaryStore();
      await put(store, key);
      const [event] = await store.events.receive(AT_ONCE);
      expect(decodeURIComponent(keyOf(event).replaceAll('+', ' '))).toBe(key);
    },
  );

  it('is made for every kind of change, in order', async () => {
    const store = await openTemporaryStore();
    await put(store, 'k');
    await store.client.send(
      new CopyObjectCommand({ Bucket: LANDING, Key: 'copy', CopySource: `${LANDING}/k` }),
    );
    const body = Buffer.alloc(6 * 1024 ** 2);
    await new Upload({
      client: store.client,
      params: { Bucket: LANDING, Key: 'big', Body: body },
    }).done();
    const marker = await store.client.send(new DeleteObjectCommand({ Bucket: LANDING, Key: 'k' }));
    await store.client.send(
      new DeleteObjectCommand({ Bucket: LANDING, Key: 'k', VersionId: marker.VersionId }),
    );
    const events = await store.events.receive(AT_ONCE);
    expect(events.map((event) => [event.body.Records[0]?.eventName, keyOf(event)])).toEqual([
      ['ObjectCreated:Put', 'k'],
      ['ObjectCreated:Copy', 'copy'],
      ['ObjectCreated:CompleteMultipartUpload', 'big'],
      ['ObjectRemoved:DeleteMarkerCreated', 'k'],
      ['ObjectRemoved:Delete', 'k'],
    ]);
    const sequencers = events.map((event) => event.body.Records[0]?.s3.object.sequencer ?? '');
    expect([...sequencers].sort()).toEqual(sequencers);
    expect(events[4]?.body.Records[0]?.s3.object.size).toBeUndefined();
  });

  it('is made only where changes are announced, and never for a refused write', async () => {
    const store = await openTemporaryStore();
    await store.client.send(new PutObjectCommand({ Bucket: ARCHIVE, Key: 'k', Body: 'x' }));
    await put(store, 'k');
    const again = store.client.send(
      new PutObjectCommand({ Bucket: LANDING, Key: 'k', Body: 'y', IfNoneMatch: '*' }),
    );
    await expect(again).rejects.toThrow();
    expect((await store.events.receive(AT_ONCE)).map(keyOf)).toEqual(['k']);
  });
});

describe('the queue', () => {
  it('hides a received event and brings it back unless it is deleted', async () => {
    let now = Date.parse('2026-11-23T07:00:00Z');
    const store = await openTemporaryStore({ clock: () => new Date(now) });
    const client = (key: string) => putAt(store, key, now);
    await client('one');
    await client('two');
    const first = await store.events.receive({ ...AT_ONCE, visibilitySeconds: 30 });
    expect(first.map(keyOf)).toEqual(['one', 'two']);
    expect(await store.events.receive(AT_ONCE)).toEqual([]);
    await store.events.delete(first.slice(0, 1).map(({ receipt }) => receipt));
    now += 31_000;
    const second = await store.events.receive(AT_ONCE);
    expect(second.map((event) => [keyOf(event), event.receiveCount])).toEqual([['two', 2]]);
  });

  it('ignores the receipt of an earlier delivery', async () => {
    const store = await openTemporaryStore();
    await put(store, 'k');
    const [first] = await store.events.receive({ ...AT_ONCE, visibilitySeconds: 0 });
    const [second] = await store.events.receive({ ...AT_ONCE, visibilitySeconds: 0 });
    await store.events.delete([first?.receipt ?? '']);
    expect(await store.events.receive({ ...AT_ONCE, visibilitySeconds: 0 })).toHaveLength(1);
    expect(second?.receipt).not.toBe(first?.receipt);
  });

  it('wakes a waiting receiver as soon as something happens', async () => {
    const store = await openTemporaryStore();
    const started = Date.now();
    const waiting = store.events.receive({ waitSeconds: 15 });
    await new Promise((resolve) => setTimeout(resolve, 50));
    await put(store, 'late');
    expect((await waiting).map(keyOf)).toEqual(['late']);
    expect(Date.now() - started).toBeLessThan(5_000);
  });

  it('wakes a waiting receiver when a hidden event comes back', async () => {
    const store = await openTemporaryStore();
    await put(store, 'back');
    await store.events.receive({ ...AT_ONCE, visibilitySeconds: 0.2 });
    const [again] = await store.events.receive({ waitSeconds: 10 });
    expect(again?.receiveCount).toBe(2);
  });

  it('lets waiting receivers go when the store stops', async () => {
    const store = await openTemporaryStore();
    const waiting = store.events.receive({ waitSeconds: 20 });
    await new Promise((resolve) => setTimeout(resolve, 50));
    const started = Date.now();
    await store.close();
    expect(await waiting).toEqual([]);
    expect(Date.now() - started).toBeLessThan(1_500);
  });

  it('gives each event to one of many receivers', async () => {
    const store = await openTemporaryStore();
    await Promise.all(Array.from({ length: 40 }, (_, i) => put(store, `k${String(i)}`)));
    const batches = await Promise.all(
      Array.from({ length: 8 }, () => store.events.receive({ waitSeconds: 0, max: 5 })),
    );
    expect(new Set(batches.flat().map(keyOf)).size).toBe(40);
  });

  it('survives a restart, with what was not deleted', async () => {
    const store = await openTemporaryStore();
    await put(store, 'kept');
    await store.events.receive({ ...AT_ONCE, visibilitySeconds: 0 });
    const [event] = await (await store.restart()).events.receive(AT_ONCE);
    expect([keyOf(event), event?.receiveCount]).toEqual(['kept', 2]);
  });

  it.each([
    ['no key', undefined, 401],
    ['a wrong key', 'Bearer wrong', 401],
    ['the access key', `Bearer ${CREDENTIALS.accessKeyId}`, 401],
    ['the secret key', `Bearer ${CREDENTIALS.secretAccessKey}`, 200],
  ])('asked with %s', async (_name, authorization, status) => {
    const store = await openTemporaryStore();
    const reply = await fetch(`${store.endpoint}/_events/receive`, {
      method: 'POST',
      body: '{"waitSeconds":0}',
      headers: authorization === undefined ? {} : { authorization },
    });
    expect(reply.status).toBe(status);
  });

  it.each([
    ['receive', 'not JSON', 400],
    ['receive', '[]', 400],
    ['delete', '{"receipts":"x"}', 400],
    ['delete', `{"receipts":["${'x'.repeat(1_100_000)}"]}`, 400],
    ['purge', '{}', 404],
  ])('answers nonsense to %s calmly', async (path, body, status) => {
    const store = await openTemporaryStore();
    const headers = { authorization: `Bearer ${CREDENTIALS.secretAccessKey}` };
    const reply = await fetch(`${store.endpoint}/_events/${path}`, {
      method: 'POST',
      body,
      headers,
    });
    expect(reply.status).toBe(status);
  });
});

async function put(store: TemporaryStore, Key: string): Promise<void> {
  await store.client.send(new PutObjectCommand({ Bucket: LANDING, Key, Body: Key }));
}

/** With a clock of its own the store wants requests signed at its time. */
async function putAt(store: TemporaryStore, key: string, now: number): Promise<void> {
  store.client.config.systemClockOffset = now - Date.now();
  await put(store, key);
}

function keyOf(event: ReceivedEvent | undefined): string {
  return event?.body.Records[0]?.s3.object.key ?? '';
}
