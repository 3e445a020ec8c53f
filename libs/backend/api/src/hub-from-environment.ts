import { randomInt } from 'node:crypto';
import {
  apiTokens,
  apiTokenSettings,
  createCursorSeal,
  createRateLimiter,
  jsonLog,
  readConfig,
  systemClock,
} from '@waybill/kit';
import { isTransient, newId, openDatabase } from '@waybill/store';
import type { BucketStore, BucketStoreOptions, DatabaseOptions } from '@waybill/store';
import * as z from 'zod';
import { usualSettings } from './hub.ts';
import type { FileReception, Hub, MailDoor } from './hub.ts';

const count = z.coerce.number().int().min(1);

/** The settings of the API's processes. Secrets are among them; how they get there is the host's business. */
const settings = z.object({
  WAYBILL_DATABASE_URL: z.string(),
  WAYBILL_DATABASE_POOL: count.default(2),
  ...apiTokenSettings,
  WAYBILL_CURSOR_KEY: z.string().min(16),
  WAYBILL_BUNDLE_KEY: z.string().min(32).optional(),
  WAYBILL_S3_ENDPOINT: z.url().optional(),
  WAYBILL_S3_REGION: z.string().optional(),
  AWS_REGION: z.string().default('us-east-1'),
  WAYBILL_S3_KEY: z.string().optional(),
  WAYBILL_S3_SECRET: z.string().optional(),
  WAYBILL_LANDING_BUCKET: z.string().default(usualSettings.landingBucket),
  WAYBILL_QUARANTINE_BUCKET: z.string().default(usualSettings.quarantineBucket),
  WAYBILL_EXPORTS_BUCKET: z.string().default(usualSettings.exportsBucket),
  WAYBILL_API_RATE: count.default(20_000),
  WAYBILL_API_BURST: count.default(20_000),
});

type Config = z.output<typeof settings>;
type Environment = Readonly<Record<string, string | undefined>>;

export interface OpenHub extends Hub {
  /** Whether each thing that a request needs can be reached now. */
  health(): Promise<Record<'database' | 'issuer', boolean>>;
  close(): Promise<void>;
}

/** What the host decides: a function that has no use for one of them does not carry its code. */
export interface Doors {
  bucketStore(options: BucketStoreOptions): BucketStore & { close(): void };
  /** Makes the door to the pipeline, which this library may not know. */
  reception(hub: Omit<Hub, 'reception'>): FileReception;
  /** Makes the door to whoever carries mail, which has settings of its own. */
  mail(env: Environment): MailDoor;
  /** Where logins are rotated: asks for the one that is valid now. */
  readonly renewLogin?: DatabaseOptions['renewLogin'];
}

/**
 * The hub of one execution environment, from its settings. Opens nothing yet.
 *
 * @throws BadConfig naming what is missing or wrong
 */
export function hubFromEnvironment(
  env: Environment,
  out: { write(text: string): unknown },
  doors: Doors,
): OpenHub {
  const config = readConfig(settings, env);
  const clock = systemClock;
  const database = openDatabase(config.WAYBILL_DATABASE_URL, {
    poolSize: config.WAYBILL_DATABASE_POOL,
    renewLogin: doors.renewLogin,
  });
  const buckets = doors.bucketStore(bucketOptions(config));
  const tokens = apiTokens(config, clock);
  const random = () => randomInt(2 ** 32) / 2 ** 32;
  const hub: Omit<Hub, 'reception'> = {
    clock,
    database,
    buckets,
    mail: doors.mail(env),
    log: jsonLog(clock, out),
    tokens,
    idempotency: database.idempotency,
    cursors: createCursorSeal(config.WAYBILL_CURSOR_KEY),
    denials: { record: (deed) => database.transaction((tx) => tx.audit.append(deed)) },
    isTransient,
    limiter: createRateLimiter(clock, {
      perSecond: config.WAYBILL_API_RATE,
      burst: config.WAYBILL_API_BURST,
    }),
    newId: (prefix) => newId(prefix, { now: clock.now(), random }),
    settings: {
      ...usualSettings,
      landingBucket: config.WAYBILL_LANDING_BUCKET,
      quarantineBucket: config.WAYBILL_QUARANTINE_BUCKET,
      exportsBucket: config.WAYBILL_EXPORTS_BUCKET,
      bundleKey: config.WAYBILL_BUNDLE_KEY ?? null,
    },
  };
  return {
    ...hub,
    reception: doors.reception(hub),
    health: async () => ({
      database: await succeeds(database.ping()),
      issuer: await tokens.areIssuersThere(),
    }),
    close: async () => {
      buckets.close();
      await database.close();
    },
  };
}

function bucketOptions(config: Config) {
  const { WAYBILL_S3_KEY: accessKeyId, WAYBILL_S3_SECRET: secretAccessKey } = config;
  return {
    endpoint: config.WAYBILL_S3_ENDPOINT,
    region: config.WAYBILL_S3_REGION ?? config.AWS_REGION,
    forcePathStyle: config.WAYBILL_S3_ENDPOINT !== undefined,
    ...(accessKeyId && secretAccessKey ? { credentials: { accessKeyId, secretAccessKey } } : {}),
  };
}

function succeeds(work: Promise<unknown>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  );
}
