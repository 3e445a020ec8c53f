import type { Feed, NewFeed, Page } from '@waybill/contracts';
import type { RuleSetDocument } from '@waybill/rules';
import type { FeedFormat } from '@waybill/tabular';
import type { Tenant } from './partners.ts';

/** Frozen layout + mapping + value maps + rule set. Never changed after it was written; runs keep the one they started with. */
export interface Bundle {
  id: number;
  feedNo: number;
  version: number;
  sha256: string;
  ruleVersion: string;
  format: FeedFormat;
  rules: RuleSetDocument | null;
}

/** What the pipeline needs to know of a feed, by surrogate numbers that keep ledger rows small. */
export interface FeedConfig {
  feedNo: number;
  partnerNo: number;
  /** `<partner>.<code>` */
  id: string;
  partner: string;
  code: string;
  partnerState: Feed['state'] | string;
  state: Feed['state'];
  filePattern: string;
  unknownMembers: Feed['unknownMembers'];
  bundle: Bundle;
}

export interface FeedStore {
  /** Writes the feed and its first bundle; false when the partner has this code already. */
  insert(
    partnerId: string,
    feed: NewFeed,
    bundle: { sha256: string; ruleVersion: string },
    at: Date,
  ): Promise<boolean>;
  find(id: string, tenant: Tenant): Promise<Feed | null>;
  list(
    query: { partner?: string | undefined; cursor?: string | undefined; limit: number },
    tenant: Tenant,
  ): Promise<Page<Omit<Feed, 'bundle'>>>;
  /** Configuration of a feed with its active bundle. */
  config(id: string): Promise<FeedConfig | null>;
  /** All active feeds of a partner, for recognising a file by its name. */
  configsOf(partnerId: string): Promise<FeedConfig[]>;
  bundle(bundleId: number): Promise<Bundle | null>;
  /** The bundle that a run started with, whatever its feed has now. */
  bundleOfRun(runId: string): Promise<Bundle | null>;
}
