import { sql } from 'kysely';
import type { SchemaStep } from './migrations.ts';

/** Approved rules that are tried on new files, one trial of a feed at a time: `running_feed_no` is null once it is over. */
export const trials: SchemaStep = {
  name: '020-trials',
  statements: (t) => [
    sql`create table change_trial (
      no ${t.serial}, request_no ${t.int} not null, feed_no ${t.int} not null, running_feed_no ${t.int},
      how ${t.key('how', 16)} not null, state ${t.key('state', 16)} not null, files_wanted ${t.int}, limits ${t.longText},
      base_bundle_id ${t.int} not null, bundle_id ${t.int}, candidate_rules ${t.longText} not null,
      started_by ${t.text(255)} not null, started_at ${t.instant} not null, ended_by ${t.text(255)}, ended_at ${t.instant},
      stopped_because ${t.text(1000)}, unique (running_feed_no), unique (bundle_id)
    ) ${t.serialTable}`,
    sql`create index trial_of_request on change_trial (request_no, no)`,
    sql`create table trial_run (
      trial_no ${t.int} not null, position ${t.int} not null, run_no ${t.int} not null, state ${t.key('state', 16)} not null,
      rows_read ${t.int} not null default 0, rows_same ${t.int} not null default 0, rows_points ${t.int} not null default 0,
      rows_newly_rejected ${t.int} not null default 0, rows_newly_accepted ${t.int} not null default 0,
      rows_other ${t.int} not null default 0, base_points ${t.big} not null default 0, candidate_points ${t.big} not null default 0,
      base_accepted ${t.int} not null default 0, base_refused ${t.int} not null default 0, base_granted ${t.big} not null default 0,
      candidate_accepted ${t.int} not null default 0, candidate_refused ${t.int} not null default 0,
      candidate_granted ${t.big} not null default 0, because ${t.text(1000)}, ended_at ${t.instant},
      primary key (trial_no, position), unique (run_no)
    ) ${t.keyedTable}`,
    sql`create table trial_row (
      trial_no ${t.int} not null, position ${t.int} not null, row_no ${t.int} not null, line ${t.int} not null,
      change_kind ${t.key('change_kind', 16)} not null, txn_id ${t.text(255)}, member_no ${t.text(255)},
      base ${t.longText} not null, candidate ${t.longText} not null, primary key (trial_no, position, row_no)
    ) ${t.keyedTable}`,
  ],
};
