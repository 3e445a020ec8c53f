import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { S3Client } from '@aws-sdk/client-s3';
import { afterEach } from 'vitest';

import { createEventQueue } from '../event-queue.ts';
import type { EventQueue } from '../event-queue.ts';
import { createObjectStore } from '../object-store.ts';
import type { BucketSetup, ObjectStoreOptions } from '../object-store.ts';

export interface TemporaryStore {
  readonly endpoint: string;
  readonly dataDir: string;
  readonly client: S3Client;
  readonly events: EventQueue;
  /** Closes the store and opens another one on the same folder, as after a restart. */
  restart(changed?: Partial<ObjectStoreOptions>): Promise<TemporaryStore>;
  close(): Promise<void>;
}

export const LANDING = 'waybill-landing';
export const ARCHIVE = 'waybill-archive';
export const CREDENTIALS = { accessKeyId: 'waybill', secretAccessKey: 'waybill-local' };
const BUCKETS: BucketSetup[] = [
  { name: LANDING, versioned: true, announced: true },
  { name: ARCHIVE },
];

const cleanUps: (() => Promise<void> | void)[] = [];

/** A store on a free port in a folder of its own; everything is gone after the test. */
export async function openTemporaryStore(
  options: Partial<ObjectStoreOptions> = {},
): Promise<TemporaryStore> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'object-store-'));
  if (options.dataDir === undefined)
    cleanUps.push(() => rmSync(dataDir, { recursive: true, force: true }));
  const store = createObjectStore({
    ...CREDENTIALS,
    region: 'us-east-1',
    buckets: BUCKETS,
    durable: false,
    ...options,
    dataDir,
  });
  const { port } = await store.listen(0);
  const endpoint = `http://127.0.0.1:${String(port)}`;
  const client = new S3Client({
    endpoint,
    region: 'us-east-1',
    credentials: CREDENTIALS,
    forcePathStyle: true,
    maxAttempts: 1,
  });
  let open = true;
  const close = async () => {
    if (!open) return;
    open = false;
    client.destroy();
    await store.close();
  };
  cleanUps.push(close);
  const events = createEventQueue({ endpoint, secretAccessKey: CREDENTIALS.secretAccessKey });
  return {
    endpoint,
    dataDir,
    client,
    events,
    close,
    async restart(changed = {}) {
      await close();
      return openTemporaryStore({ ...options, ...changed, dataDir });
    },
  };
}

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});
