import { newFeed, type Feed, type Run, type RunRow, type RowError } from '@waybill/contracts';
import type { RuleSetDocument } from '@waybill/rules';
import {
  newId,
  openDatabase,
  type BucketStore,
  type Database,
  type PartnerStore,
} from '@waybill/store';
import { createMemoryBuckets } from '@waybill/store/testing/memory-buckets';
import type { FeedFormat } from '@waybill/tabular';
import { defaultSettings, type PipelinePorts, type PipelineSettings } from '../src/ports.ts';
import { noCrashPoints } from '../src/crash-points.ts';
import { processNext } from '../src/run/process-next.ts';
import { receiveObject, type Received } from '../src/stages/receive-file/receive-object.ts';
import { earningRules } from './earning-rules.ts';

export interface TestHub {
  readonly db: Database;
  readonly buckets: BucketStore;
  readonly ports: PipelinePorts;
  /** What was logged, in order. */
  readonly lines: readonly Record<string, unknown>[];
  /** Moves the clock; it stands still otherwise. */
  setNow(now: Date): void;
  partner(id: string, state?: Parameters<PartnerStore['insert']>[0]): Promise<void>;
  feed(partner: string, feed: TestFeed): Promise<void>;
  /** Puts a file into the landing bucket. */
  drop(key: string, bytes: Uint8Array | string): Promise<void>;
  /** Takes the object in and works until nothing is queued, through the hub's own ports or others. */
  takeIn(key: string, ports?: PipelinePorts): Promise<TakenIn>;
  work(ports?: PipelinePorts): Promise<void>;
  rowsOf(runId: string): Promise<RunRow[]>;
  errorsOf(runId: string): Promise<RowError[]>;
  close(): Promise<void>;
}

/** Members are created, and money earns points, unless said otherwise. */
export interface TestFeed {
  readonly code: string;
  readonly format: FeedFormat;
  readonly rules?: RuleSetDocument | null;
  readonly unknownMembers?: Feed['unknownMembers'];
  readonly filePattern?: string;
}

export interface TakenIn {
  readonly received: Received;
  /** Null when no run came of it. */
  readonly run: Run | null;
}

export interface TestHubOptions {
  /** Default: SQLite in memory. */
  readonly databaseUrl?: string;
  readonly settings?: Partial<PipelineSettings>;
  readonly buckets?: BucketStore;
}

/** The day on which tests take place. */
export const testNow = new Date('2026-11-23T12:00:00.000Z');

/** The whole pipeline on an empty hub: real stages, real database, buckets in memory. */
export async function openTestHub(options: TestHubOptions = {}): Promise<TestHub> {
  const db = openDatabase(options.databaseUrl ?? 'sqlite::memory:');
  await db.migrate();
  const buckets = options.buckets ?? createMemoryBuckets();
  const lines: Record<string, unknown>[] = [];
  let now = testNow;
  const ports: PipelinePorts = {
    db,
    buckets,
    clock: { now: () => now },
    newId: (kind) => newId(kind, { now: new Date(), random: Math.random }),
    log: { write: (line) => lines.push(line) },
    sleep: () => Promise.resolve(),
    crashPoints: noCrashPoints,
    settings: { ...defaultSettings, ...options.settings },
  };
  const landing = ports.settings.landingBucket;
  const work = async (own = ports) => {
    while ((await processNext(own, 'test-worker')) !== null);
  };
  return {
    db,
    buckets,
    ports,
    lines,
    setNow: (time) => {
      now = time;
    },
    partner: async (id, partner) => {
      await db.partners.insert(partner ?? livePartner(id), now);
    },
    feed: async (partner, feed) => {
      const rules = feed.format.documentType === 'roster' ? null : { ...earningRules };
      const whole = newFeed.parse({ name: feed.code, unknownMembers: 'create', rules, ...feed });
      await db.feeds.insert(partner, whole, { sha256: '0'.repeat(64), ruleVersion: 'test@1' }, now);
    },
    drop: async (key, bytes) => {
      await buckets.put({ bucket: landing, key }, bytes);
    },
    takeIn: async (key, own = ports) => {
      const received = await receiveObject(own, { bucket: landing, key, sequencer: '' });
      await work(own);
      return {
        received,
        run: received.kind === 'queued' ? await db.runs.find(received.runId, null) : null,
      };
    },
    work,
    rowsOf: (runId) => everything((cursor) => db.runs.rows(runId, { cursor, limit: 500 })),
    errorsOf: (run) => everything((cursor) => db.rowErrors.list({ run, cursor, limit: 500 }, null)),
    close: () => db.close(),
  };
}

async function everything<T>(
  page: (cursor: string | undefined) => Promise<{ items: T[]; next: string | null }>,
): Promise<T[]> {
  const all: T[] = [];
  let cursor: string | undefined;
  do {
    const { items, next } = await page(cursor);
    all.push(...items);
    cursor = next ?? undefined;
  } while (cursor !== undefined);
  return all;
}

function livePartner(id: string): Parameters<PartnerStore['insert']>[0] {
  return { id, name: id, state: 'live', timeZone: 'UTC', contacts: [] };
}
