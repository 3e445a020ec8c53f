import { sql, type RawBuilder } from 'kysely';
import type { ColumnTypes } from './column-types.ts';
import type { SchemaStep } from './migrations.ts';

/** Replays as a list of their own, and many of them planned, tried out and carried out as one. */
export const replays: SchemaStep = {
  name: '006-replays',
  statements: (t) => [...placed(t), ...bulkTables(t), ...indexes],
};

/** Whose a replay is stands in its own row, so that each order of the list has an index. */
function placed(t: ColumnTypes): RawBuilder<unknown>[] {
  const original = sql`from replay_plan p join run r on r.no = p.original_run_no where p.no = replay.plan_no`;
  return [
    sql`alter table replay add column partner_no ${t.int}`,
    sql`alter table replay add column feed_no ${t.int}`,
    sql`alter table replay add column original_run_no ${t.int}`,
    sql`alter table replay add column bulk_no ${t.int}`,
    sql`update replay set partner_no = (select r.partner_no ${original}), feed_no = (select r.feed_no ${original}),
      original_run_no = (select r.no ${original})`,
  ];
}

function bulkTables(t: ColumnTypes): RawBuilder<unknown>[] {
  return [
    sql`create table bulk_replay_plan (
      no ${t.serial}, id ${t.key('id', 64)} not null, rows_scope ${t.key('rows_scope', 16)} not null,
      rules ${t.key('rules', 16)} not null, canary ${t.int} not null, selection ${t.longText} not null,
      state ${t.key('state', 16)} not null, job_id ${t.key('job_id', 64)} not null, requested_by ${t.text(255)} not null,
      created_at ${t.instant} not null, expires_at ${t.instant}, used_by ${t.key('used_by', 64)}, unique (id)
    ) ${t.serialTable}`,
    sql`create table bulk_replay (
      no ${t.serial}, id ${t.key('id', 64)} not null, plan_no ${t.int} not null, state ${t.key('state', 16)} not null,
      after_canary ${t.key('after_canary', 16)} not null, rejected_percent_max ${t.int} not null, points_max ${t.big},
      problem ${t.longText}, job_id ${t.key('job_id', 64)} not null, reason ${t.text(1000)} not null,
      requested_by ${t.text(255)} not null, created_at ${t.instant} not null, finished_at ${t.instant},
      unique (id), unique (plan_no)
    ) ${t.serialTable}`,
    sql`create table bulk_replay_run (
      plan_no ${t.int} not null, position ${t.int} not null, run_no ${t.int} not null, state ${t.key('state', 16)} not null,
      is_canary ${t.int} not null default 0, replay_plan_no ${t.int}, replay_no ${t.int}, problem ${t.longText},
      primary key (plan_no, position), unique (plan_no, run_no)
    ) ${t.keyedTable}`,
    sql`create table bulk_replay_feed (
      bulk_no ${t.int} not null, feed_no ${t.int} not null, checksum_before ${t.longText} not null,
      checksum_after ${t.longText}, primary key (bulk_no, feed_no)
    ) ${t.keyedTable}`,
  ];
}

const indexes: readonly RawBuilder<unknown>[] = [
  sql`create index replay_of_partner on replay (partner_no, no)`,
  sql`create index replay_of_feed on replay (feed_no, no)`,
  sql`create index replay_of_run on replay (original_run_no, no)`,
  sql`create index replay_of_bulk on replay (bulk_no, no)`,
  sql`create index replay_by_time on replay (created_at, no)`,
  sql`create index bulk_run_by_state on bulk_replay_run (plan_no, state, position)`,
];
