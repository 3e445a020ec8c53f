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
