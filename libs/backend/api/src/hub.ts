import type { Foundation } from '@waybill/kit';
import type { BucketStore, Database } from '@waybill/store';

/** What the operations of this API are made in: the kit's foundation and the hub's own doors. */
export interface Hub extends Foundation {
  readonly database: Database;
  readonly buckets: BucketStore;
  readonly reception: FileReception;
  readonly newId: NewId;
  readonly settings: ApiSettings;
}

/** A new opaque id such as `run_01k…`; ids made later sort later. */
export type NewId = (prefix: string) => string;

/**
 * The door to the pipeline, handed in by the host because operations and pipeline know nothing of each other: takes in what stands
 * under a key of the landing bucket, as its event would. Harmless when done twice.
 */
export interface FileReception {
  /** `fileId` is null when there is nothing to take in; `outcome` says what became of the file, e.g. `queued` or `unassigned`. */
  receive(object: {
    bucket: string;
    key: string;
  }): Promise<{ outcome: string; fileId: string | null }>;
}

export interface ApiSettings {
  readonly landingBucket: string;
  readonly quarantineBucket: string;
  readonly exportsBucket: string;
  /** Seconds a presigned upload address is good for. */
  readonly uploadUrlTtlS: number;
  readonly downloadUrlTtlS: number;
  /** Seconds after which a replay plan says nothing reliable about the ledger any more. */
  readonly planTtlS: number;
  /** What hubs that trust each other sign rules with; null when this one trusts none. */
  readonly bundleKey: string | null;
}

export const usualSettings: ApiSettings = {
  landingBucket: 'waybill-landing',
  quarantineBucket: 'waybill-quarantine',
  exportsBucket: 'waybill-exports',
  uploadUrlTtlS: 900,
  downloadUrlTtlS: 300,
  planTtlS: 86_400,
  bundleKey: null,
};
