import type { FeedFormat } from '@waybill/tabular';
import type { Database, Lease } from '../src/index.ts';

export interface BenchRun {
  lease: Lease;
  feedNo: number;
  partnerNo: number;
  bundleId: number;
}

const at = new Date('2026-11-03T06:00:00.000Z');
const format = {
  documentType: 'purchase',
  dialect: {},
  layout: { columns: [], unknownColumns: 'ignore' },
  mapping: { fields: [], transactionKey: { kind: 'column' } },
  valueMaps: [],
} as unknown as FeedFormat & { documentType: 'purchase' };

/** A partner, a feed, a file and its claimed run. */
export async function queuedRun(db: Database): Promise<BenchRun> {
  await db.partners.insert(
    { id: 'acme', name: 'Acme', state: 'live', timeZone: 'UTC', contacts: [] },
    at,
  );
  await db.feeds.insert(
    'acme',
    {
      code: 'purchases',
      name: 'Purchases',
      filePattern: '*',
      unknownMembers: 'create',
      format: format as never,
      rules: null,
    },
    { sha256: 'a'.repeat(64), ruleVersion: 'standard@1' },
    at,
  );
  const feed = await db.feeds.config('acme.purchases');
  if (feed === null) throw new Error('the feed is not there');
  const object = { bucket: 'waybill-landing', key: 'acme/purchases/bench.csv', version: '1' };
  await db.files.register(
    { ...object, etag: 'e', sizeBytes: 1, sequencer: '' },
    { id: 'fil_1', at },
  );
  await db.runs.enqueue({
    id: 'run_1',
    kind: 'file',
    fileId: 'fil_1',
    feedId: feed.id,
    bundleId: feed.bundle.id,
    rows: 'all',
    originalRunId: null,
    at,
  });
  const claimed = await db.runs.claim('bench', { leaseS: 600, attemptsMax: 5 });
  if (claimed === null) throw new Error('the run is not there');
  const { feedNo, partnerNo, bundle } = feed;
  return { lease: claimed.lease, feedNo, partnerNo, bundleId: bundle.id };
}
