import {
  CopyObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';

import { refusal } from '../conformance/endpoint.ts';
import { ARCHIVE, LANDING, openTemporaryStore } from '../testing/temporary-store.ts';
import type { TemporaryStore } from '../testing/temporary-store.ts';
import { Faults } from './faults.ts';
import type { EventFaults, FaultRule } from './faults.ts';

const BODY = 'x'.repeat(200_000);

describe('a fault', () => {
  it('of a rate strikes about that often, and the same way for the same seed', async () => {
    const codes = async () => {
      const { store } = await storeWith([
        { fault: { kind: 'error', code: 'SlowDown' }, rate: 0.3 },
      ]);
      const outcomes: string[] = [];
      for (let i = 0; i < 60; i += 1)
        outcomes.push(
          await put(store, `k${String(i)}`)
            .then(() => 'ok')
            .catch(() => 'busy'),
        );
      return outcomes;
    };
    const first = await codes();
    expect(await codes()).toEqual(first);
    const busy = first.filter((outcome) => outcome === 'busy').length;
    expect(busy).toBeGreaterThan(8);
    expect(busy).toBeLessThan(30);
  });

  it.each([
    ['InternalError', '500 InternalError'],
    ['SlowDown', '503 SlowDown'],
    ['AccessDenied', '403 AccessDenied'],
    ['PreconditionFailed', '412 PreconditionFailed'],
  ] as const)('of code %s is answered as S3 would, and changes nothing', async (code, expected) => {
    const { store } = await storeWith([
      { fault: { kind: 'error', code }, operations: ['PutObject'] },
    ]);
    expect(await refusal(put(store, 'k'))).toBe(expected);
    expect(
      await refusal(store.client.send(new HeadObjectCommand({ Bucket: LANDING, Key: 'k' }))),
    ).toBe('404 NotFound');
  });

  it('strikes only where it was aimed, and only so often', async () => {
    const rule = {
      fault: { kind: 'error', code: 'SlowDown' },
      bucket: LANDING,
      keyPrefix: 'acme/',
      times: 1,
    } as const;
    const { store, faults } = await storeWith([rule]);
    await put(store, 'other/k');
    await expect(put(store, 'acme/k')).rejects.toThrow();
    await put(store, 'acme/k');
    expect(faults.injected.get('error')).toBe(1);
  });

  it('that loses the reply has done the work', async () => {
    const { store } = await storeWith([
      { fault: { kind: 'lose-reply' }, operations: ['PutObject'] },
    ]);
    await expect(put(store, 'done')).rejects.toThrow();
    expect(
      (await store.client.send(new HeadObjectCommand({ Bucket: LANDING, Key: 'done' })))
        .ContentLength,
    ).toBe(BODY.length);
    expect(await store.events.receive({ waitSeconds: 0 })).toHaveLength(1);
  });

  it('that stalls outlasts a patient client only', async () => {
    const { store } = await storeWith([
      { fault: { kind: 'stall', ms: 300 }, operations: ['PutObject'], times: 1 },
    ]);
    const started = Date.now();
    await put(store, 'slow');
    expect(Date.now() - started).toBeGreaterThanOrEqual(290);
  });

  it.each([
    [{ kind: 'cut-reply', atByte: 70_000 }],
    [{ kind: 'cut-reply', atByte: 0 }],
    [{ kind: 'short-reply', atByte: 100_000 }],
    [{ kind: 'corrupt-reply', atByte: 150_000 }],
    [{ kind: 'corrupt-reply' }],
  ] as const)('%j never passes for the object', async (fault) => {
    const { store } = await storeWith([{ fault, operations: ['GetObject'] }]);
    await put(store, 'k');
    const read = async () => {
      const got = await store.client.send(new GetObjectCommand({ Bucket: LANDING, Key: 'k' }));
      return got.Body?.transformToString();
    };
    await expect(read()).rejects.toThrow();
  });

  it.each([
    ['corrupt-copy', BODY.length],
    ['truncate-copy', BODY.length / 2],
  ] as const)('%s leaves another copy than asked for', async (kind, size) => {
    const { store, faults } = await storeWith([{ fault: { kind } }]);
    faults.use();
    const original = await store.client.send(
      new PutObjectCommand({ Bucket: LANDING, Key: 'k', Body: BODY }),
    );
    faults.use([{ fault: { kind }, operations: ['CopyObject'] }]);
    const copy = await store.client.send(
      new CopyObjectCommand({ Bucket: ARCHIVE, Key: 'k', CopySource: `${LANDING}/k` }),
    );
    expect(copy.CopyObjectResult?.ETag).not.toBe(original.ETag);
    expect(
      (await store.client.send(new HeadObjectCommand({ Bucket: ARCHIVE, Key: 'k' }))).ContentLength,
    ).toBe(size);
  });
});

describe('event faults', () => {
  const keys = Array.from({ length: 60 }, (_, i) => `k${String(i).padStart(2, '0')}`);

  it('drop some events for good', async () => {
    const seen = await delivered({ dropRate: 0.2 });
    expect(seen.length).toBeLessThan(keys.length);
    expect(seen.length).toBeGreaterThan(30);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('deliver some events many times', async () => {
    const seen = await delivered({ duplicateRate: 0.5, duplicateMax: 20 });
    expect(new Set(seen).size).toBe(keys.length);
    expect(seen.length).toBeGreaterThan(keys.length * 2);
  });

  it('deliver events in another order', async () => {
    const seen = await delivered({ shuffle: true });
    expect(seen).not.toEqual(keys);
    expect([...seen].sort()).toEqual(keys);
  });

  it('hold events back', async () => {
    const { store } = await storeWith([], { delayMaxMs: 400 });
    for (const key of keys) await put(store, key, 'x');
    expect((await store.events.receive({ max: 1000, waitSeconds: 0 })).length).toBeLessThan(
      keys.length,
    );
  });

  async function delivered(events: EventFaults): Promise<string[]> {
    const { store } = await storeWith([], events);
    for (const key of keys) await put(store, key, 'x');
    const received = await store.events.receive({ max: 1000, waitSeconds: 0 });
    return received.map((event) => event.body.Records[0]?.s3.object.key ?? '');
  }
});

async function storeWith(
  rules: FaultRule[],
  events: EventFaults = {},
): Promise<{ store: TemporaryStore; faults: Faults }> {
  const faults = new Faults({ seed: 7, rules, events });
  return { store: await openTemporaryStore({ faults }), faults };
}

function put(store: TemporaryStore, Key: string, Body = BODY) {
  return store.client.send(new PutObjectCommand({ Bucket: LANDING, Key, Body }));
}
