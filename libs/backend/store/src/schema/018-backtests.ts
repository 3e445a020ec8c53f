import { sql } from 'kysely';
import type { SchemaStep } from './migrations.ts';

/** What other rules would make of files that are archived. Of the rows only those are kept that are judged otherwise. */
export const backtests: SchemaStep = {
  name: '018-backtests',
  statements: (t) => [
    sql`create table backtest (
      no ${t.serial}, id ${t.key('id', 64)} not null, feed_no ${t.int} not null, job_id ${t.key('job_id', 64)} not null,
      base_version ${t.int}, base_label ${t.text(255)}, base_sha256 ${t.key('base_sha256', 64)} not null,
      candidate_version ${t.int}, candidate_label ${t.text(255)}, candidate_sha256 ${t.key('candidate_sha256', 64)} not null,
      bundle_sha256 ${t.key('bundle_sha256', 64)} not null, format ${t.longText} not null, base_rules ${t.longText} not null,
      candidate_rules ${t.longText} not null, requested_by ${t.text(255)} not null, created_at ${t.instant} not null, unique (id)
    ) ${t.serialTable}`,
    sql`create index backtest_of_feed on backtest (feed_no, no)`,
    sql`create table backtest_file (
      backtest_no ${t.int} not null, position ${t.int} not null, file_no ${t.int} not null, state ${t.key('state', 16)} not null,
      rows_read ${t.int} not null default 0, rows_same ${t.int} not null default 0, rows_points ${t.int} not null default 0,
      rows_newly_rejected ${t.int} not null default 0, rows_newly_accepted ${t.int} not null default 0,
      rows_other ${t.int} not null default 0, base_points ${t.big} not null default 0, candidate_points ${t.big} not null default 0,
      problem ${t.longText}, primary key (backtest_no, position)
    ) ${t.keyedTable}`,
    sql`create table backtest_row (
      backtest_no ${t.int} not null, position ${t.int} not null, row_no ${t.int} not null, line ${t.int} not null,
      change_kind ${t.key('change_kind', 16)} not null, txn_id ${t.text(255)}, member_no ${t.text(255)},
      base ${t.longText} not null, candidate ${t.longText} not null, primary key (backtest_no, position, row_no)
    ) ${t.keyedTable}`,
    sql`create index backtest_row_by_change on backtest_row (backtest_no, change_kind, position, row_no)`,
    sql`create table backtest_member (
      backtest_no ${t.int} not null, member_no ${t.key('member_no', 255)} not null, base_points ${t.big} not null,
      candidate_points ${t.big} not null,
      moved ${t.big} generated always as (abs(candidate_points - base_points)) stored, primary key (backtest_no, member_no)
    ) ${t.keyedTable}`,
    sql`create index backtest_member_by_size on backtest_member (backtest_no, moved desc, member_no)`,
  ],
};
