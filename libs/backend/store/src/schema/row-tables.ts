import type { Generated } from 'kysely';

/** How the file of a run was divided. */
export interface RunDivisionTable {
  run_no: number;
  /** JSON: the header as found in the file, or null. */
  header: string;
  /** CRC-32 of each block of the file, four bytes each. */
  digests: Uint8Array;
  /** Keys of ids that rows of several parts have, eight bytes each. */
  crossing: Uint8Array;
}

export interface RunPartTable {
  run_no: number;
  part_no: number;
  start_byte: number;
  end_byte: number;
  first_row: number;
  first_line: number;
  state: string;
  /** The attempt at the run that may work on the part. */
  run_attempt: number;
  attempt: Generated<number>;
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
  /** JSON: milliseconds by stage. */
  busy: string;
}

/** One batch of rows: how many had each outcome, so that a filter can skip pages, and all of them packed in `body`. */
export interface RowPageTable {
  run_no: number;
  first_row: number;
  last_row: number;
  posted: number;
  unchanged: number;
  duplicate: number;
  conflict: number;
  rejected: number;
  skipped: number;
  body: Uint8Array;
}
