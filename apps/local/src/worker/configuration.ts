import { join, resolve } from 'node:path';
import { readConfig } from '@waybill/kit';
import * as z from 'zod';

const wholeNumber = z.coerce.number().int().min(1);

const settings = z.object({
  WAYBILL_HOME: z.string().default('.waybill'),
  WAYBILL_DATABASE_URL: z.string().optional(),
  WAYBILL_S3_ENDPOINT: z.string().optional(),
  WAYBILL_S3_PORT: wholeNumber.default(4566),
  WAYBILL_LEASE_S: wholeNumber.default(30),
  WAYBILL_RESCAN_S: wholeNumber.default(60),
  /** Runs one worker carries out at a time. */
  WAYBILL_WORKER_RUNS: wholeNumber.default(2),
  /** Jobs beside them: however long these take, they hold up no run. */
  WAYBILL_WORKER_JOBS: wholeNumber.default(2),
});

export interface WorkerConfiguration {
  readonly databaseUrl: string;
  readonly s3Endpoint: string;
  /** Whether the object store is the hub's own, which has an event queue. An outside one is only swept. */
  readonly hasEvents: boolean;
  readonly leaseS: number;
  readonly rescanS: number;
  readonly runsAtOnce: number;
  readonly jobsAtOnce: number;
}

/** @throws BadConfig */
export function workerConfiguration(
  env: Readonly<Record<string, string | undefined>>,
): WorkerConfiguration {
  const read = readConfig(settings, env);
  const ownEndpoint = `http://127.0.0.1:${String(read.WAYBILL_S3_PORT)}`;
  const s3Endpoint = read.WAYBILL_S3_ENDPOINT ?? ownEndpoint;
  const embedded = `sqlite:${join(resolve(read.WAYBILL_HOME), 'waybill.db')}`;
  return {
    databaseUrl: read.WAYBILL_DATABASE_URL ?? embedded,
    s3Endpoint,
    hasEvents: s3Endpoint === ownEndpoint,
    leaseS: read.WAYBILL_LEASE_S,
    rescanS: read.WAYBILL_RESCAN_S,
    runsAtOnce: read.WAYBILL_WORKER_RUNS,
    jobsAtOnce: read.WAYBILL_WORKER_JOBS,
  };
}
