import { join, resolve } from 'node:path';
import { handlers, hubFromEnvironment } from '@waybill/api';
import type { OperationKey } from '@waybill/contracts';
import type { LambdaHandler } from '@waybill/kit';
import { createReception } from '@waybill/pipeline';
import { createBucketStore } from '@waybill/store';
import { createGateway } from './gateway.ts';
import { mailBox } from './mail-box.ts';

const { env } = process;
const port = Number(env['WAYBILL_API_PORT'] ?? 4300);
const home = resolve(env['WAYBILL_HOME'] ?? '.waybill');

/** What a hub on one machine need not be told. */
const local = {
  WAYBILL_DATABASE_URL: `sqlite:${join(home, 'waybill.db')}`,
  WAYBILL_DATABASE_POOL: '8',
  WAYBILL_ISSUER: `http://localhost:${env['WAYBILL_ISSUER_PORT'] ?? '4400'}/oauth2/default`,
  WAYBILL_CURSOR_KEY: 'a local hub keeps no secret from its owner',
  WAYBILL_BUNDLE_KEY: 'local hubs trust each other as they are',
  WAYBILL_S3_ENDPOINT: `http://127.0.0.1:${env['WAYBILL_S3_PORT'] ?? '4566'}`,
  WAYBILL_S3_REGION: 'us-east-1',
  WAYBILL_S3_KEY: 'waybill',
  WAYBILL_S3_SECRET: 'waybill-local',
};

const hub = hubFromEnvironment({ ...local, ...env }, process.stdout, {
  bucketStore: createBucketStore,
  reception: ({ database: db, settings, ...ports }) => {
    const { landingBucket, quarantineBucket } = settings;
    return createReception({ ...ports, db, landingBucket, quarantineBucket });
  },
  mail: () => mailBox(join(home, 'outbox'), () => new Date()),
});

await hub.database.migrate();

const served = Object.fromEntries(
  Object.entries(handlers).map(([key, handlerIn]) => [key, handlerIn(hub)]),
) as Record<OperationKey, LambdaHandler>;

let document: Promise<string> | undefined;
const server = createGateway({
  handlers: served,
  health: hub.health,
  // Loaded when it is first asked for: the generator takes longer to start than the API.
  openApi: () =>
    (document ??= import('./open-api-text.ts').then(({ openApiText }) => openApiText())),
});

server.listen(port, '127.0.0.1', () => {
  console.log(`api ready on http://localhost:${port}/v1`);
  process.send?.({ ready: true });
});

let isStopping = false;
function stop(): void {
  if (isStopping) return;
  isStopping = true;
  server.close(() => void hub.close().finally(() => process.exit(0)));
  server.closeIdleConnections();
  setTimeout(() => {
    server.closeAllConnections();
  }, 5_000).unref();
}

for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const) process.once(signal, stop);
