import type { AuditStore } from './nouns/audit.ts';
import type { BacktestStore } from './nouns/backtests.ts';
import type { ChangeRequestStore, RuleTestStore } from './nouns/change-requests.ts';
import type { DriftEventStore } from './nouns/drift-events.ts';
import type { BulkReplayStore } from './nouns/bulk-replays.ts';
import type { FeedStore } from './nouns/feeds.ts';
import type { FileStore } from './nouns/files.ts';
import type { IdempotencyStore } from './nouns/idempotency.ts';
import type { JobStore } from './nouns/jobs.ts';
import type { LedgerStore } from './nouns/ledger.ts';
import type { MemberStore } from './nouns/members.ts';
import type { PreferenceStore, SavedViewStore } from './nouns/own-settings.ts';
import type { PartnerStore } from './nouns/partners.ts';
import type { ReplayStore } from './nouns/replays.ts';
import type { RunPartStore } from './nouns/run-parts.ts';
import type { RowErrorStore } from './nouns/row-errors.ts';
import type { RuleSetStore } from './nouns/rule-sets.ts';
import type { RowPageStore, RunStore } from './nouns/runs.ts';
import type { SearchStore } from './nouns/search.ts';
import type { TrialStore } from './nouns/trials.ts';

/** The tables as nouns, all bound to one connection or transaction. */
export interface Nouns {
  partners: PartnerStore;
  feeds: FeedStore;
  ruleSets: RuleSetStore;
  ruleTests: RuleTestStore;
  changeRequests: ChangeRequestStore;
  trials: TrialStore;
  backtests: BacktestStore;
  driftEvents: DriftEventStore;
  files: FileStore;
  runs: RunStore;
  runParts: RunPartStore;
  rowPages: RowPageStore;
  rowErrors: RowErrorStore;
  members: MemberStore;
  ledger: LedgerStore;
  replays: ReplayStore;
  bulkReplays: BulkReplayStore;
  audit: AuditStore;
  idempotency: IdempotencyStore;
  jobs: JobStore;
  search: SearchStore;
  preferences: PreferenceStore;
  savedViews: SavedViewStore;
}

/**
 * The hub's database, MySQL/MariaDB or SQLite behind the same nouns.
 *
 * Every noun may be used directly (each call its own statement) or inside `transaction`, where all calls commit or none does.
 */
export interface Database extends Nouns {
  /**
   * READ COMMITTED; rolled back on any error. Deadlocks, lock waits and lost connections are retried with jitter up to five times,
   * so `work` may run more than once and must have no effect outside the transaction. Return value of the last run.
   */
  transaction<T>(work: (tx: Nouns) => Promise<T>): Promise<T>;
  /** Brings the schema to this version; safe to call from several processes at once. */
  migrate(): Promise<void>;
  ping(): Promise<void>;
  close(): Promise<void>;
}
