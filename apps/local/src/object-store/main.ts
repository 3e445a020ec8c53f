import { join, resolve } from 'node:path';

import { createObjectStore } from './object-store.ts';
import type { ObjectStore } from './object-store.ts';

const port = Number(process.env['WAYBILL_S3_PORT'] ?? 4566);
const home = resolve(process.env['WAYBILL_HOME'] ?? '.waybill');
const portalPort = process.env['WAYBILL_PORT'] ?? '4200';
/** Where the portal is reached besides, as behind a proxy: addresses with a comma between them. */
const portalOrigins = (process.env['WAYBILL_PORTAL_ORIGINS'] ?? '').split(',').filter(Boolean);

/** Key, secret and region are fixed and local: they guard nothing but a store on 127.0.0.1. */
function open(): ObjectStore {
  return createObjectStore({
    dataDir: join(home, 's3'),
    accessKeyId: 'waybill',
    secretAccessKey: 'waybill-local',
    region: 'us-east-1',
    allowedOrigins: [
      `http://localhost:${portalPort}`,
      `http://127.0.0.1:${portalPort}`,
      ...portalOrigins,
    ],
    buckets: [
      { name: 'waybill-landing', versioned: true, announced: true },
      { name: 'waybill-archive', versioned: true },
      { name: 'waybill-quarantine', versioned: true },
      { name: 'waybill-exports' },
    ],
  });
}

try {
  const store = open();
  const { port: actual } = await store.listen(port);
  console.log(`Object store on http://127.0.0.1:${String(actual)}`);
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    void store.close().then(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
} catch (error) {
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  console.error(
    taken
      ? `Port ${String(port)} is taken. Stop what uses it, or set WAYBILL_S3_PORT to a free port.`
      : `The object store cannot start: ${error instanceof Error ? error.message : String(error)}`,
  );
  process.exit(1);
}
