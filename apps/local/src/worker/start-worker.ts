import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { jsonLog, systemClock } from '@waybill/kit';
import {
  defaultSettings,
  type CrashPoints,
  type PipelinePorts,
  type PipelineSettings,
} from '@waybill/pipeline';
import { createBucketStore, newId, openDatabase } from '@waybill/store';
import { createEventQueue } from '../object-store/event-queue.ts';
import { workerConfiguration } from './configuration.ts';
import { work } from './worker.ts';

const local = { accessKeyId: 'waybill', secretAccessKey: 'waybill-local' };

export interface RunningWorker {
  /** Finishes the batches in hand, gives back the leases, closes everything. */
  stop(): Promise<void>;
}

/** What only tests change. */
export interface WorkerTrial {
  readonly crashPoints: CrashPoints;
  readonly settings?: Partial<PipelineSettings>;
}

/**
 * Starts the worker that these environment variables describe, after bringing the database up to date.
 * @throws BadConfig, or what the database throws when it cannot be reached
 */
export async function startWorker(
  env: Readonly<Record<string, string | undefined>>,
  { crashPoints, settings = {} }: WorkerTrial,
): Promise<RunningWorker> {
  const configuration = workerConfiguration(env);
  const { runsAtOnce, jobsAtOnce, rescanS, leaseS, s3Endpoint } = configuration;
  // Each run and job writes on one connection and renews its lease on another.
  const db = openDatabase(configuration.databaseUrl, {
    poolSize: (runsAtOnce + jobsAtOnce) * 2 + 2,
    // Each connection keeps its own, and an export reads a table of any size: ten of 64 would be more than a worker may take.
    pageCacheMb: 16,
  });
  await db.migrate();
  const buckets = createBucketStore({
    endpoint: s3Endpoint,
    region: 'us-east-1',
    credentials: local,
    forcePathStyle: true,
  });
  const ports: PipelinePorts = {
    db,
    buckets,
    clock: systemClock,
    newId: (kind) => newId(kind, { now: systemClock.now(), random: Math.random }),
    log: jsonLog(systemClock, process.stdout),
    sleep: (ms) => pause(ms),
    crashPoints,
    settings: { ...defaultSettings, leaseS, ...settings },
  };
  const queue = configuration.hasEvents
    ? createEventQueue({ endpoint: s3Endpoint, secretAccessKey: local.secretAccessKey })
    : null;
  const name = `${hostname()}-${String(process.pid)}-${randomUUID().slice(0, 8)}`;
  const stopping = new AbortController();
  const working = work({ name, ports, queue, runsAtOnce, jobsAtOnce, rescanS }, stopping.signal);
  return {
    stop: async () => {
      stopping.abort();
      await working;
      buckets.close();
      await db.close();
    },
  };
}
