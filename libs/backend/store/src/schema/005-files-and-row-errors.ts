import { sql, type RawBuilder } from 'kysely';
import type { SqlDialect } from '../dialect/sql-dialect.ts';
import type { ColumnTypes } from './column-types.ts';
import type { SchemaStep } from './migrations.ts';

/** What people decide about files and row errors, and the counts that keep the inbox fast over a million of them. */
export const filesAndRowErrors: SchemaStep = {
  name: '005-files-and-row-errors',
  statements: (t, dialect) => [
    sql`alter table inbound_file add column rejected_at ${t.instant}`,
    sql`alter table inbound_file add column rejected_from ${t.key('rejected_from', 16)}`,
    ...fileIndexes,
    sql`alter table row_error add column txn_id ${t.key('txn_id', 255)}`,
    sql`alter table row_error add column member_no ${t.key('member_no', 128)}`,
    sql`alter table row_error add column decision ${t.key('decision', 64)}`,
    sql`alter table row_error add column state_before ${t.key('state_before', 16)}`,
    ...supersededIndexes.map((name) => dropIndex(dialect, name)),
    ...rowErrorIndexes,
    ...groups(t),
  ],
};

const fileIndexes = [
  sql`create index file_largest on inbound_file (size_bytes, no)`,
  sql`create index file_largest_of_partner on inbound_file (partner_no, size_bytes, no)`,
  sql`create index file_by_state_of_partner on inbound_file (partner_no, state, received_at, no)`,
  sql`create index file_by_state_of_feed on inbound_file (feed_no, state, received_at, no)`,
  sql`create index file_by_bytes on inbound_file (sha256, no)`,
];

/** Lists go by time now; within a run the primary key has the order. */
const supersededIndexes = [
  'row_error_newest',
  'row_error_of_partner',
  'row_error_of_feed',
  'row_error_by_state',
];

/** Each begins with what is filtered by and ends with the order: a page over several states merges one range for each. */
const rowErrorIndexes = [
  sql`create index row_error_time on row_error (state, created_at, run_no, row_no)`,
  sql`create index row_error_time_of_partner on row_error (partner_no, state, created_at, run_no, row_no)`,
  sql`create index row_error_time_of_feed on row_error (feed_no, state, created_at, run_no, row_no)`,
  sql`create index row_error_alike on row_error (code, feed_no, state, created_at, run_no, row_no)`,
  sql`create index row_error_member on row_error (member_no, run_no, row_no)`,
  sql`create index row_error_txn on row_error (txn_id, run_no, row_no)`,
  sql`create index row_error_decision on row_error (decision, run_no, row_no)`,
];

/** Row errors that are alike in one batch of one run, counted by state. Kept in the transactions that write and change them. */
function groups(t: ColumnTypes): RawBuilder<unknown>[] {
  return [
    sql`create table row_error_group (
      run_no ${t.int} not null, found_at ${t.instant} not null, code ${t.key('code', 64)} not null,
      column_name ${t.key('column_name', 1024)} not null, state ${t.key('state', 16)} not null,
      partner_no ${t.int} not null, feed_no ${t.int} not null, name ${t.key('name', 64)} not null,
      first_row ${t.int} not null, rows_alike ${t.int} not null,
      primary key (run_no, found_at, code, column_name, state)
    ) ${t.keyedTable}`,
    sql`insert into row_error_group
        (run_no, found_at, code, column_name, state, partner_no, feed_no, name, first_row, rows_alike)
      select run_no, created_at, code, coalesce(column_name, ''), state, min(partner_no), min(feed_no), min(name),
        min(row_no), count(*)
      from row_error group by run_no, created_at, code, coalesce(column_name, ''), state`,
    sql`create index row_error_group_time on row_error_group (found_at)`,
    sql`create index row_error_group_of_partner on row_error_group (partner_no, found_at)`,
    sql`create index row_error_group_of_feed on row_error_group (feed_no, found_at)`,
  ];
}

function dropIndex({ engine }: SqlDialect, name: string): RawBuilder<unknown> {
  return engine === 'sqlite'
    ? sql`drop index ${sql.ref(name)}`
    : sql`drop index ${sql.ref(name)} on row_error`;
}
