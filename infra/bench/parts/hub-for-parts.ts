import { setTimeout as pause } from 'node:timers/promises';
import { newFeed } from '@waybill/contracts';
import { systemClock } from '@waybill/kit';
import { defaultSettings, noCrashPoints, type PipelinePorts } from '@waybill/pipeline';
import { createBucketStore, newId, openDatabase, type Database } from '@waybill/store';
import { fiveRulesFeed } from '../../../e2e/load/five-rules.ts';

/** Where the processes of one measurement work. */
export interface Place {
  readonly databaseUrl: string;
  readonly s3: string;
  readonly partBytes: number;
  readonly writers: number;
}

export const storeKeys = { accessKeyId: 'waybill', secretAccessKey: 'waybill-local' };

/** The pipeline as a Lambda function has it: two connections, and nothing logged. */
export function pipelineAt({ databaseUrl, s3, partBytes, writers }: Place): PipelinePorts {
  return {
    db: openDatabase(databaseUrl, { poolSize: 2 }),
    buckets: createBucketStore({
      endpoint: s3,
      region: 'us-east-1',
      credentials: storeKeys,
      forcePathStyle: true,
    }),
    clock: systemClock,
    newId: (kind) => newId(kind, { now: systemClock.now(), random: Math.random }),
    log: { write: () => undefined },
    sleep: (ms) => pause(ms),
    crashPoints: noCrashPoints,
    settings: { ...defaultSettings, partBytes, dbWriters: writers },
  };
}

/** An empty hub with one partner and its feed of purchases under five rules. */
export async function prepareHub(db: Database): Promise<void> {
  await db.migrate();
  const now = systemClock.now();
  const partner = {
    id: 'bench',
    name: 'Bench',
    state: 'live',
    timeZone: 'UTC',
    contacts: [],
  } as const;
  await db.partners.insert({ ...partner, contacts: [] }, now);
  const bundle = { sha256: '0'.repeat(64), ruleVersion: 'bench@1' };
  await db.feeds.insert('bench', newFeed.parse(fiveRulesFeed), bundle, now);
}
