import type {
  Expectation,
  Feed,
  FeedBundle,
  FeedBundleHead,
  NewFeed,
  Page,
} from '@waybill/contracts';
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
  expectation: Expectation | null;
  bundle: Bundle;
}

/** A version of a bundle about to be written. */
export interface NewBundle {
  sha256: string;
  ruleVersion: string;
  format: FeedFormat;
  rules: RuleSetDocument | null;
  /** Actor as in the audit trail. */
  by: string;
  reason: string;
}

/** A feed as far as its calendar needs it. */
export interface ScheduledFeed {
  id: string;
  partner: string;
  name: string;
  state: Feed['state'];
  expectation: Expectation | null;
  /** Of the partner. */
  timeZone: string;
}

export interface FeedStore {
  /** Writes the feed and its first bundle; false when the partner has this code already. */
  insert(
    partnerId: string,
    feed: NewFeed,
    bundle: { sha256: string; ruleVersion: string; by?: string; reason?: string },
    at: Date,
  ): Promise<boolean>;
  find(id: string, tenant: Tenant): Promise<Feed | null>;
  list(
    query: { partner?: string | undefined; cursor?: string | undefined; limit: number },
    tenant: Tenant,
  ): Promise<Page<Omit<Feed, 'bundle'>>>;
  /** Feeds with what is expected of them, by id. */
  schedules(
    query: {
      partner?: string | undefined;
      feed?: string | undefined;
      cursor?: string | undefined;
      limit: number;
    },
    tenant: Tenant,
  ): Promise<Page<ScheduledFeed>>;
  /** Configuration of a feed with its active bundle. */
  config(id: string): Promise<FeedConfig | null>;
  /** All active feeds of a partner, for recognising a file by its name. */
  configsOf(partnerId: string): Promise<FeedConfig[]>;
  /** At most `limit` active feeds of all partners, with their names, for finding the one a file fits. */
  activeConfigs(limit: number): Promise<(FeedConfig & { name: string })[]>;
  bundle(bundleId: number): Promise<Bundle | null>;
  /** The bundle that a run started with, whatever its feed has now. */
  bundleOfRun(runId: string): Promise<Bundle | null>;
  /** As `find`, and nobody else changes it until the transaction ends. */
  lock(id: string, tenant: Tenant): Promise<Feed | null>;
  update(
    id: string,
    change: Partial<
      Pick<Feed, 'name' | 'filePattern' | 'unknownMembers' | 'state' | 'expectation'>
    >,
    at: Date,
  ): Promise<void>;
  /** The next version, active from now on; its number. Files that are queued keep the version they were given. */
  addBundle(id: string, bundle: NewBundle, at: Date): Promise<number>;
  bundles(
    id: string,
    query: { cursor?: string | undefined; limit: number },
  ): Promise<Page<FeedBundleHead>>;
  bundleVersion(id: string, version: number): Promise<FeedBundle | null>;
}
