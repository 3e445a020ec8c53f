import type { Generated } from 'kysely';

export interface ChangeTrialTable {
  no: Generated<number>;
  request_no: number;
  feed_no: number;
  /** The feed while the trial is running, so that it has one at most. */
  running_feed_no: number | null;
  how: string;
  state: string;
  files_wanted: number | null;
  limits: string | null;
  /** What is active while it runs. */
  base_bundle_id: number;
  /** What the files of a canary are judged by. */
  bundle_id: number | null;
  candidate_rules: string;
  started_by: string;
  started_at: string;
  ended_by: string | null;
  ended_at: string | null;
  stopped_because: string | null;
}

export interface TrialRunTable {
  trial_no: number;
  position: number;
  run_no: number;
  state: string;
  rows_read: Generated<number>;
  rows_same: Generated<number>;
  rows_points: Generated<number>;
  rows_newly_rejected: Generated<number>;
  rows_newly_accepted: Generated<number>;
  rows_other: Generated<number>;
  base_points: Generated<number>;
  candidate_points: Generated<number>;
  base_accepted: Generated<number>;
  base_refused: Generated<number>;
  base_granted: Generated<number>;
  candidate_accepted: Generated<number>;
  candidate_refused: Generated<number>;
  candidate_granted: Generated<number>;
  because: string | null;
  ended_at: string | null;
}

/** A row that the candidate treats otherwise; `base` and `candidate` are what each makes of it. */
export interface TrialRowTable {
  trial_no: number;
  position: number;
  row_no: number;
  line: number;
  change_kind: string;
  txn_id: string | null;
  member_no: string | null;
  base: string;
  candidate: string;
}
