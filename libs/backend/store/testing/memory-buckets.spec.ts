import { describeBucketStore } from './bucket-store-suite.ts';
import { createMemoryBuckets } from './memory-buckets.ts';

const store = createMemoryBuckets();

describeBucketStore('in memory', () => ({
  store,
  versioned: 'waybill-landing',
  plain: 'waybill-exports',
}));
