import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newFeed } from '@waybill/contracts';
import { createBucketStore, openDatabase, type BucketStore, type Database } from '@waybill/store';
import { standardPurchases } from '@waybill/tabular/testing';
import { earningRules } from '@waybill/pipeline/testing';
import { openSql, type Sql } from '../fixtures/sql.ts';
import { startStore, type StoreProcess } from './store-process.ts';

const credentials = { accessKeyId: 'waybill', secretAccessKey: 'waybill-local' };
export const landing = 'waybill-landing';

/** A hub without its face: an object store that can fail, a database, one partner with one feed, and what was dropped. */
export interface World {
  /** A folder that goes with it. */
  readonly home: string;
  readonly endpoint: string;
  readonly port: number;
  readonly databaseUrl: string;
  readonly buckets: BucketStore;
  readonly db: Database;
  readonly sql: Sql;
  readonly store: StoreProcess;
  /** Contents by key, in the order of dropping. */
  readonly dropped: Map<string, string>;
  drop(key: string, text: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * @param databaseUrl of a database of its own; SQLite in the world's folder when left out
 * @param kept a folder with buckets that belong to a database with a feed in it
 */
export async function createWorld(
  seed: number,
  databaseUrl?: string,
  kept?: { readonly home: string },
): Promise<World> {
  const home = kept?.home ?? mkdtempSync(join(tmpdir(), 'waybill-faults-'));
  const store = await startStore(join(home, 's3'), seed);
  const { endpoint, port } = store;
  const url = databaseUrl ?? `sqlite:${join(home, 'waybill.db')}`;
  const db = openDatabase(url, { poolSize: 6 });
  await db.migrate();
  if (!kept) await addFeed(db);
  const buckets = createBucketStore({
    endpoint,
    region: 'us-east-1',
    credentials,
    forcePathStyle: true,
  });
  const sql = await openSql(url);
  const dropped = new Map<string, string>();
  return {
    home,
    endpoint,
    port,
    databaseUrl: url,
    buckets,
    db,
    sql,
    store,
    dropped,
    drop: async (key, text) => {
      dropped.set(`${key}#${createHash('sha256').update(text).digest('hex')}`, text);
      await buckets.put({ bucket: landing, key }, text);
    },
    close: async () => {
      buckets.close();
      await db.close();
      await sql.close();
      await store.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function addFeed(db: Database): Promise<void> {
  const at = new Date();
  await db.partners.insert(
    { id: 'acme', name: 'Acme', state: 'live', timeZone: 'UTC', contacts: [] },
    at,
  );
  const feed = newFeed.parse({
    code: 'p',
    name: 'Purchases',
    unknownMembers: 'create',
    format: standardPurchases,
    rules: earningRules,
  });
  await db.feeds.insert('acme', feed, { sha256: '0'.repeat(64), ruleVersion: 'earning@1' }, at);
}
