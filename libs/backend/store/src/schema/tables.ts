import type { Generated } from 'kysely';
import type {
  BacktestFileTable,
  BacktestMemberTable,
  BacktestRowTable,
  BacktestTable,
} from './backtest-tables.ts';
import type { RowPageTable, RunDivisionTable, RunPartTable } from './row-tables.ts';
import type { FileNamePartTable, InboundFileTable } from './file-tables.ts';
import type { PreferenceTable, SavedViewTable } from './own-settings-tables.ts';
import type {
  ChangeRequestTable,
  RuleDraftTable,
  RuleTestRunTable,
  RuleVersionTable,
} from './rule-tables.ts';
import type { ChangeTrialTable, TrialRowTable, TrialRunTable } from './trial-tables.ts';

/**
 * The tables as rows of plain values: times as `columnTime`, days as epoch days, JSON as text, booleans as 0 and 1.
 * `no` and numeric ids are surrogates that keep ledger rows small; they never leave the back end.
 */
export interface Tables {
  partner: PartnerTable;
  feed: FeedTable;
  bundle: BundleTable;
  rule_version: RuleVersionTable;
  rule_draft: RuleDraftTable;
  rule_test_run: RuleTestRunTable;
  change_request: ChangeRequestTable;
  backtest: BacktestTable;
  backtest_file: BacktestFileTable;
  backtest_row: BacktestRowTable;
  backtest_member: BacktestMemberTable;
  change_trial: ChangeTrialTable;
  trial_run: TrialRunTable;
  trial_row: TrialRowTable;
  inbound_file: InboundFileTable;
  file_name_part: FileNamePartTable;
  run: RunTable;
  run_attempt: RunAttemptTable;
  run_event: RunEventTable;
  run_division: RunDivisionTable;
  run_part: RunPartTable;
  row_page: RowPageTable;
  row_error: RowErrorTable;
  row_error_group: RowErrorGroupTable;
  member: MemberTable;
  ledger_entry: LedgerEntryTable;
  lot: LotTable;
  audit_event: AuditEventTable;
  audit_head: AuditHeadTable;
  replay_plan: ReplayPlanTable;
  replay: ReplayTable;
  replay_effect: ReplayEffectTable;
  replay_movement: ReplayMovementTable;
  bulk_replay_plan: BulkReplayPlanTable;
  bulk_replay: BulkReplayTable;
  bulk_replay_run: BulkReplayRunTable;
  bulk_replay_feed: BulkReplayFeedTable;
  idempotency: IdempotencyTable;
  job: JobTable;
  drift_event: DriftEventTable;
  preference: PreferenceTable;
  saved_view: SavedViewTable;
}

export interface PartnerTable {
  no: Generated<number>;
  id: string;
  name: string;
  /** For finding by a part of the name, in lower case. */
  name_folded: string;
  state: string;
  time_zone: string;
  contacts: string;
  created_at: string;
  updated_at: string;
}

export interface FeedTable {
  no: Generated<number>;
  partner_no: number;
  id: string;
  code: string;
  name: string;
  document_type: string;
  state: string;
  file_pattern: string;
  unknown_members: string;
  /** The active one. */
  bundle_id: number;
  expectation: string | null;
  created_at: string;
  updated_at: string;
}

/** Append-only. */
export interface BundleTable {
  id: Generated<number>;
  feed_no: number;
  version: number;
  sha256: string;
  rule_version: string;
  format: string;
  rules: string | null;
  created_at: string;
  created_by: string | null;
  reason: string | null;
}

export interface RunTable {
  no: Generated<number>;
  id: string;
  kind: string;
  file_no: number;
  feed_no: number;
  partner_no: number;
  bundle_id: number;
  rows_scope: string;
  /** 1 for a file that a person released: it is taken in however unusual it is. */
  guards_waived: Generated<number>;
  original_run_no: number | null;
  state: string;
  attempt: Generated<number>;
  worker: string | null;
  lease_until: string | null;
  cancel_requested: Generated<number>;
  progress_row: Generated<number>;
  rows_read: Generated<number>;
  rows_posted: Generated<number>;
  rows_unchanged: Generated<number>;
  rows_duplicate: Generated<number>;
  rows_conflict: Generated<number>;
  rows_rejected: Generated<number>;
  rows_skipped: Generated<number>;
  points_accrued: Generated<number>;
  points_reversed: Generated<number>;
  rows_total: number | null;
  problem: string | null;
  stages: string;
  events: Generated<number>;
  queued_at: string;
  started_at: string | null;
  finished_at: string | null;
  duration_ms: Generated<number>;
  cancel_at: string | null;
  cancelled_by: string | null;
  cancel_reason: string | null;
}

export interface RunAttemptTable {
  run_no: number;
  attempt: number;
  started_at: string;
  /** Null while it goes on. */
  ended_at: string | null;
  ending: string | null;
  /** Rows that were settled when it began. */
  rows_before: number;
  /** The run's stages as they stood when the attempt ended. */
  stages: string | null;
}

export interface RunEventTable {
  run_no: number;
  seq: number;
  at: string;
  attempt: number;
  stage: string | null;
  level: string;
  code: string;
  message: string;
}

export interface RowErrorTable {
  run_no: number;
  row_no: number;
  partner_no: number;
  feed_no: number;
  line: number;
  outcome: string;
  state: string;
  /** Of the first problem, by which errors are grouped. */
  code: string;
  name: string;
  column_name: string | null;
  problems: string;
  cells: string;
  raw_line: string;
  created_at: string;
  txn_id: string | null;
  member_no: string | null;
  /** The last bulk decision about it, and the state it had before. */
  decision: string | null;
  state_before: string | null;
}

/** `column_name` is '' for rows as a whole. */
export interface RowErrorGroupTable {
  run_no: number;
  found_at: string;
  code: string;
  column_name: string;
  state: string;
  partner_no: number;
  feed_no: number;
  name: string;
  first_row: number;
  rows_alike: number;
}

export interface MemberTable {
  partner_no: number;
  member_no: string;
  state: string;
  name: string | null;
  email: string | null;
  job_title: string | null;
  department: string | null;
  hired_on: number | null;
  born_on: number | null;
  content_hash: number | null;
  created_at: string;
  updated_at: string;
}

/** Append-only; in the order of booking within a run. */
export interface LedgerEntryTable {
  run_no: number;
  row_no: number;
  kind: number;
  feed_no: number;
  partner_no: number;
  txn_id: string;
  revision: number;
  member_no: string;
  points: number;
  occurred_on: number;
  expires_on: number | null;
  bundle_id: number;
  clauses: string;
  content_hash: number;
  posted_at: string;
}

export interface LotTable {
  partner_no: number;
  member_no: string;
  /** Epoch days, or `neverExpires`. */
  expires_on: number;
  available: number;
  pending: number;
  held: number;
  expired: number;
  spent: number;
}

/** Append-only, chained by hash. */
export interface AuditEventTable {
  seq: number;
  at: string;
  actor: string;
  action: string;
  object: string;
  detail: string;
  prev_hash: string;
  hash: string;
}

/** One row: the end of the chain, locked by whoever appends. */
export interface AuditHeadTable {
  id: number;
  seq: number;
  hash: string;
}

export interface ReplayPlanTable {
  no: Generated<number>;
  id: string;
  original_run_no: number;
  plan_run_id: string;
  rows_scope: string;
  rules: string;
  bundle_id: number;
  created_at: string;
  expires_at: string;
  used_by: string | null;
}

export interface ReplayTable {
  no: Generated<number>;
  id: string;
  plan_no: number;
  run_id: string;
  reason: string;
  requested_by: string;
  created_at: string;
  checksum_before: string | null;
  checksum_after: string | null;
  partner_no: number;
  feed_no: number;
  original_run_no: number;
  bulk_no: number | null;
}

export interface BulkReplayPlanTable {
  no: Generated<number>;
  id: string;
  rows_scope: string;
  rules: string;
  canary: number;
  /** What was selected, as it was asked for. */
  selection: string;
  state: string;
  job_id: string;
  requested_by: string;
  created_at: string;
  /** Set when every run is planned. */
  expires_at: string | null;
  used_by: string | null;
}

export interface BulkReplayTable {
  no: Generated<number>;
  id: string;
  plan_no: number;
  state: string;
  after_canary: string;
  rejected_percent_max: number;
  points_max: number | null;
  /** Why it stopped. */
  problem: string | null;
  /** The last one that worked on it. */
  job_id: string;
  reason: string;
  requested_by: string;
  created_at: string;
  finished_at: string | null;
}

/** A run of a bulk plan; the bulk replay that carries the plan out goes on in the same row. */
export interface BulkReplayRunTable {
  plan_no: number;
  position: number;
  run_no: number;
  state: string;
  is_canary: Generated<number>;
  replay_plan_no: number | null;
  replay_no: number | null;
  problem: string | null;
}

/** The ledger of each feed before the first and after the last replay. */
export interface BulkReplayFeedTable {
  bulk_no: number;
  feed_no: number;
  checksum_before: string;
  checksum_after: string | null;
}

/** What a plan's or a replay's run found or did so far. */
export interface ReplayEffectTable {
  run_no: number;
  inserted: number;
  unchanged: number;
  reversed: number;
  conflict: number;
  rejected: number;
  skipped: number;
  points_delta: number;
}

export interface ReplayMovementTable {
  run_no: number;
  member_no: string;
  points_delta: number;
}

export interface IdempotencyTable {
  caller: string;
  operation: string;
  idem_key: string;
  request_hash: string;
  claimed_at: string;
  status: number | null;
  headers: string | null;
  body: string | null;
}

/** Long work beside runs; `owner` is the caller as verified when it was asked for, `checkpoint` JSON of the kind's own. */
export interface JobTable {
  no: Generated<number>;
  id: string;
  kind: string;
  owner_issuer: string;
  owner_subject: string;
  owner: string;
  partner: string | null;
  label: string;
  state: string;
  attempt: Generated<number>;
  /** The attempt that came further last; those after it are counted against the most there may be. */
  progress_attempt: Generated<number>;
  worker: string | null;
  lease_until: string | null;
  cancel_requested: Generated<number>;
  progress: Generated<number>;
  total: number | null;
  checkpoint: string | null;
  link: string | null;
  request: string;
  result: string | null;
  problem: string | null;
  seen_at: string | null;
  created_at: string;
  started_at: string | null;
  finished_at: string | null;
}

/** One per feed and difference, which `signature` tells apart; `times` counts the files. */
export interface DriftEventTable {
  no: Generated<number>;
  id: string;
  partner_no: number;
  feed_no: number;
  signature: string;
  kind: string;
  column_name: string | null;
  found_name: string | null;
  similarity: number | null;
  suggestion: string | null;
  state: string;
  times: number;
  /** Of the file that had it last. */
  file_no: number;
  run_no: number;
  first_seen_at: string;
  last_seen_at: string;
  decided_by: string | null;
  decided_at: string | null;
  reason: string | null;
  bundle_version: number | null;
}
