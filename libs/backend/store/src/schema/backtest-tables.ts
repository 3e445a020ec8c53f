import type { Generated, GeneratedAlways } from 'kysely';

export interface BacktestTable {
  no: Generated<number>;
  id: string;
  feed_no: number;
  job_id: string;
  base_version: number | null;
  base_label: string | null;
  base_sha256: string;
  candidate_version: number | null;
  candidate_label: string | null;
  candidate_sha256: string;
  bundle_sha256: string;
  /** As they were when it was asked for. */
  format: string;
  base_rules: string;
  candidate_rules: string;
  requested_by: string;
  created_at: string;
}

export interface BacktestFileTable {
  backtest_no: number;
  position: number;
  file_no: number;
  state: string;
  rows_read: Generated<number>;
  rows_same: Generated<number>;
  rows_points: Generated<number>;
  rows_newly_rejected: Generated<number>;
  rows_newly_accepted: Generated<number>;
  rows_other: Generated<number>;
  base_points: Generated<number>;
  candidate_points: Generated<number>;
  problem: string | null;
}

/** A row that the candidate treats otherwise; `base` and `candidate` are what each makes of it. */
export interface BacktestRowTable {
  backtest_no: number;
  position: number;
  row_no: number;
  line: number;
  change_kind: string;
  txn_id: string | null;
  member_no: string | null;
  base: string;
  candidate: string;
}

export interface BacktestMemberTable {
  backtest_no: number;
  member_no: string;
  base_points: number;
  candidate_points: number;
  /** By how much they differ, in either direction. */
  moved: GeneratedAlways<number>;
}
