import { sql } from 'kysely';
import type { SchemaStep } from './migrations.ts';

/** Runs whose file is posted in parts. Part 0 goes over the whole file for the rows that belong to no single part. */
export const runParts: SchemaStep = {
  name: '021-run-parts',
  statements: (t) => [
    sql`create table run_division (
      run_no ${t.int} not null primary key, header ${t.longText} not null, digests ${t.bytes} not null, crossing ${t.bytes} not null
    ) ${t.keyedTable}`,
    sql`create table run_part (
      run_no ${t.int} not null, part_no ${t.int} not null, start_byte ${t.big} not null, end_byte ${t.big} not null,
      first_row ${t.int} not null, first_line ${t.int} not null, state ${t.key('state', 16)} not null, run_attempt ${t.int} not null,
      attempt ${t.int} not null default 0, progress_row ${t.int} not null default 0, rows_read ${t.int} not null default 0,
      rows_posted ${t.int} not null default 0, rows_unchanged ${t.int} not null default 0, rows_duplicate ${t.int} not null default 0,
      rows_conflict ${t.int} not null default 0, rows_rejected ${t.int} not null default 0, rows_skipped ${t.int} not null default 0,
      points_accrued ${t.big} not null default 0, points_reversed ${t.big} not null default 0, busy ${t.text(1000)} not null,
      primary key (run_no, part_no)
    ) ${t.keyedTable}`,
  ],
};
