import { openTestHub, type TestHub } from '@waybill/pipeline/testing';
import { standardPurchases } from '@waybill/tabular/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EventQueue, ReceivedEvent } from '../object-store/event-queue.ts';
import { work } from './worker.ts';

const content =
  'txn_id,member_id,txn_date,amount,currency,qty,store,note\nT1,M1,2026-01-02,5.00,USD,1,S,x\n';
let hub: TestHub;
let stopping: AbortController;

beforeEach(async () => {
  stopping = new AbortController();
  hub = await openTestHub();
  await hub.partner('acme');
  await hub.feed('acme', { code: 'p', format: standardPurchases });
});
afterEach(() => hub.close());

describe('a worker', () => {
  it('carries out what an event tells of and deletes the event afterwards', async () => {
    const queue = new ListedEvents([await eventOf('acme/p/a.csv')]);
    await worksUntil(
      queue,
      async () => queue.deleted.length === 1 && (await isArchived('acme/p/a.csv')),
    );
    expect(queue.deleted).toEqual(['receipt 0']);
  });

  it('finds by its first sweep what was dropped while it was away', async () => {
    await hub.drop('acme/p/a.csv', content);
    await worksUntil(null, () => isArchived('acme/p/a.csv'));
    expect(hub.lines).toContainEqual(
      expect.objectContaining({ message: 'landing swept', taken: 1 }),
    );
  });

  it('keeps an event that could not be taken in, and goes on', async () => {
    const queue = new ListedEvents([await eventOf('acme/p/a.csv')]);
    const head = hub.buckets.head.bind(hub.buckets);
    hub.buckets.head = () => Promise.reject(new Error('away'));
    await worksUntil(queue, () => hub.lines.some(({ message }) => message === 'event failed'));
    hub.buckets.head = head;
    expect(queue.deleted).toEqual([]);
  });

  it('stops at once when it has nothing to do', async () => {
    const working = start(new ListedEvents([]));
    const asked = performance.now();
    stopping.abort();
    await working;
    expect(performance.now() - asked).toBeLessThan(1000);
  });
});

/** A queue that hands its messages out once and waits for ever after. */
class ListedEvents implements EventQueue {
  readonly deleted: string[] = [];
  readonly #waiting: ReceivedEvent[];

  constructor(bodies: readonly ReceivedEvent['body'][]) {
    this.#waiting = bodies.map((body, n) => ({
      body,
      receipt: `receipt ${String(n)}`,
      receiveCount: 1,
    }));
  }

  receive({ signal }: { signal?: AbortSignal } = {}): Promise<ReceivedEvent[]> {
    if (this.#waiting.length > 0) return Promise.resolve(this.#waiting.splice(0));
    return new Promise((_resolve, reject) => {
      signal?.addEventListener('abort', () => {
        reject(new Error('aborted'));
      });
    });
  }

  delete(receipts: readonly string[]): Promise<void> {
    this.deleted.push(...receipts);
    return Promise.resolve();
  }
}

function start(queue: EventQueue | null): Promise<void> {
  return work(
    { name: 'test', ports: hub.ports, queue, runsAtOnce: 1, jobsAtOnce: 1, rescanS: 60 },
    stopping.signal,
  );
}

async function worksUntil(
  queue: EventQueue | null,
  isDone: () => boolean | Promise<boolean>,
): Promise<void> {
  const working = start(queue);
  for (let tried = 0; tried < 100 && !(await isDone()); tried++)
    await new Promise((resolve) => setTimeout(resolve, 20));
  stopping.abort();
  await working;
  expect(await isDone()).toBe(true);
}

async function isArchived(key: string): Promise<boolean> {
  const { items } = await hub.db.files.list({ key, limit: 9 }, null);
  return items.some(({ state }) => state === 'archived');
}

async function eventOf(key: string): Promise<ReceivedEvent['body']> {
  await hub.drop(key, content);
  const facts = await hub.buckets.head({ bucket: 'waybill-landing', key });
  const object = { key, size: facts?.size ?? 0, eTag: facts?.etag ?? '', sequencer: '01' };
  return {
    Records: [
      {
        eventVersion: '2.1',
        eventSource: 'aws:s3',
        awsRegion: 'us-east-1',
        eventTime: '2026-11-23T12:00:00.000Z',
        eventName: 'ObjectCreated:Put',
        userIdentity: { principalId: 'AWS:test' },
        requestParameters: { sourceIPAddress: '127.0.0.1' },
        responseElements: { 'x-amz-request-id': 'r', 'x-amz-id-2': 'r' },
        s3: {
          s3SchemaVersion: '1.0',
          configurationId: 'waybill',
          bucket: {
            name: 'waybill-landing',
            ownerIdentity: { principalId: 'p' },
            arn: 'arn:aws:s3:::waybill-landing',
          },
          object,
        },
      },
    ],
  };
}
