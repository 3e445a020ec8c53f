import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { jsonLog, readConfig, systemClock } from '@waybill/kit';
import { defaultSettings, noCrashPoints } from '@waybill/pipeline';
import type { PartsPath, PipelinePorts } from '@waybill/pipeline';
import { createBucketStore, newId, openDatabase } from '@waybill/store';
import * as z from 'zod';
import type { Start } from '../platform/on-aws.ts';

const settings = z.object({
  WAYBILL_DATABASE_URL: z.string(),
  WAYBILL_S3_ENDPOINT: z.url().optional(),
  AWS_REGION: z.string().default('us-east-1'),
  WAYBILL_LANDING_BUCKET: z.string().default(defaultSettings.landingBucket),
  WAYBILL_ARCHIVE_BUCKET: z.string().default(defaultSettings.archiveBucket),
  WAYBILL_QUARANTINE_BUCKET: z.string().default(defaultSettings.quarantineBucket),
  WAYBILL_EXPORTS_BUCKET: z.string().default(defaultSettings.exportsBucket),
  WAYBILL_PART_BYTES: z.coerce.number().int().positive().default(defaultSettings.partBytes),
  WAYBILL_DB_WRITERS: z.coerce.number().int().positive().default(defaultSettings.dbWriters),
});

/** The pipeline of one execution environment. Opens nothing yet. @throws BadConfig naming what is missing or wrong */
export function pipelineFromEnvironment(
  { env, renewLogin }: Start,
  parts?: PartsPath,
): PipelinePorts {
  const config = readConfig(settings, env);
  const random = () => randomInt(2 ** 32) / 2 ** 32;
  return {
    // A run writes on one connection and renews its lease on another.
    db: openDatabase(config.WAYBILL_DATABASE_URL, { poolSize: 2, renewLogin }),
    buckets: createBucketStore({
      endpoint: config.WAYBILL_S3_ENDPOINT,
      region: config.AWS_REGION,
      forcePathStyle: config.WAYBILL_S3_ENDPOINT !== undefined,
    }),
    clock: systemClock,
    newId: (kind) => newId(kind, { now: systemClock.now(), random }),
    log: jsonLog(systemClock, process.stdout),
    sleep: (ms) => sleep(ms),
    crashPoints: noCrashPoints,
    settings: {
      ...defaultSettings,
      landingBucket: config.WAYBILL_LANDING_BUCKET,
      archiveBucket: config.WAYBILL_ARCHIVE_BUCKET,
      quarantineBucket: config.WAYBILL_QUARANTINE_BUCKET,
      exportsBucket: config.WAYBILL_EXPORTS_BUCKET,
      partBytes: config.WAYBILL_PART_BYTES,
      dbWriters: config.WAYBILL_DB_WRITERS,
    },
    ...(parts && { parts }),
  };
}
