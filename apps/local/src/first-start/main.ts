import { setPriority } from 'node:os';
import { join, resolve } from 'node:path';
import { describeError, jsonLog, systemClock } from '@waybill/kit';
import { createBucketStore } from '@waybill/store';
import { removeProgress, writeProgress } from './progress-file.ts';
import { tellStory } from './telling/tell-story.ts';

const { env } = process;
const home = resolve(env['WAYBILL_HOME'] ?? '.waybill');
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const) {
  process.once(signal, () => {
    stopping.abort();
  });
}

/** Whoever looks at the hub meanwhile goes first: a third of a processor that both want. */
const niceness = 5;
setPriority(niceness);
console.log('history ready to be told');
process.send?.({ ready: true });

const buckets = createBucketStore({
  endpoint: env['WAYBILL_S3_ENDPOINT'] ?? `http://127.0.0.1:${env['WAYBILL_S3_PORT'] ?? '4566'}`,
  region: 'us-east-1',
  credentials: { accessKeyId: 'waybill', secretAccessKey: 'waybill-local' },
  forcePathStyle: true,
});
const all = jsonLog(systemClock, process.stdout);

try {
  const told = await tellStory({
    databaseUrl: env['WAYBILL_DATABASE_URL'] ?? `sqlite:${join(home, 'waybill.db')}`,
    buckets,
    issuer: env['WAYBILL_ISSUER'] ?? 'http://localhost:4400/oauth2/default',
    now: new Date(),
    log: { write: (line) => line.level !== 'info' && !stopping.signal.aborted && all.write(line) },
    progress: (told, days) => writeProgress(home, { told, days }),
    signal: stopping.signal,
  });
  console.log(`history told: ${String(told)} days`);
} catch (error) {
  // A hub without a story is still a hub: it is said and no more. When everything stops, so may what a day needs.
  if (!stopping.signal.aborted)
    all.write({ level: 'error', message: 'the story broke off', error: describeError(error) });
} finally {
  await removeProgress(home);
  buckets.close();
}
process.exit(0);
