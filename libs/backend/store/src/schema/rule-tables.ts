import type { Generated } from 'kysely';

/** Append-only. */
export interface RuleVersionTable {
  no: Generated<number>;
  feed_no: number;
  version: number;
  /** `<name>@<version>`, as bundles and entries name it. */
  label: string;
  sha256: string;
  document: string;
  based_on: number | null;
  created_at: string;
  created_by: string | null;
  notes: string | null;
}

export interface RuleDraftTable {
  feed_no: number;
  text: string;
  sha256: string | null;
  revision: number;
  based_on: number | null;
  created_at: string;
  updated_at: string;
  updated_by: string;
}

/** Append-only. */
export interface RuleTestRunTable {
  no: Generated<number>;
  id: string;
  feed_no: number;
  version: number | null;
  sha256: string;
  passed: number;
  failed: number;
  report: string;
  requested_by: string;
  created_at: string;
}

export interface ChangeRequestTable {
  no: Generated<number>;
  id: string;
  feed_no: number;
  partner_no: number;
  version: number;
  base_version: number;
  bundle_sha256: string;
  test_run_no: number;
  state: string;
  reason: string;
  requested_by: string;
  requested_at: string;
  decided_by: string | null;
  decided_at: string | null;
  decision_reason: string | null;
  closed_by: string | null;
  closed_at: string | null;
  closed_because: string | null;
  bundle_version: number | null;
  backtest_no: number | null;
  no_backtest_because: string | null;
}
