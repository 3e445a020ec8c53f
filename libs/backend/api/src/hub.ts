import type { Foundation } from '@waybill/kit';
import type { BucketStore, Database } from '@waybill/store';

/** What the operations of this API are made in: the kit's foundation and the hub's own doors. */
export interface Hub extends Foundation {
  readonly database: Database;
  readonly buckets: BucketStore;
  readonly reception: FileReception;
  readonly mail: MailDoor;
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

/** The door to whoever carries mail, handed in by the host, which also says from whom a mail is and where answers go. */
export interface MailDoor {
  /** Tries once, or again only while nothing was taken: a mail cannot be called back. */
  send(mail: Mail): Promise<MailOutcome>;
}

/** A plain text to one address, with a file. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly attachment: { readonly fileName: string; readonly bytes: Uint8Array };
}

/** `why` is the service's name of the reason and holds no address. */
export type MailOutcome =
  | { readonly kind: 'accepted'; readonly messageId: string }
  /** Nothing was sent, and it would be refused again. */
  | { readonly kind: 'refused'; readonly why: string }
  /** Nothing was sent; the same mail may be taken later. */
  | { readonly kind: 'busy'; readonly why: string }
  /** No answer came, so it may be on its way. */
  | { readonly kind: 'unknown'; readonly why: string };

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
