import type { Foundation } from '@waybill/kit';
import type { BucketStore, Database } from '@waybill/store';

/** What operations of this API are made in: the kit's foundation and the hub's own doors. */
export interface Hub extends Foundation {
  readonly database: Database;
  readonly buckets: BucketStore;
  /** A new opaque id such as `run_01k…`. */
  newId(prefix: string): string;
}
