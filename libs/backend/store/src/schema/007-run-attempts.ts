import { sql } from 'kysely';
import type { SchemaStep } from './migrations.ts';

/** Attempts that outlive their lease, and who asked to cancel a run. */
export const runAttempts: SchemaStep = {
  name: '007-run-attempts',
  statements: (t) => [
    sql`create table run_attempt (
      run_no ${t.int} not null, attempt ${t.int} not null, started_at ${t.instant} not null, ended_at ${t.instant},
      ending ${t.key('ending', 16)}, rows_before ${t.int} not null, stages ${t.longText}, primary key (run_no, attempt)
    ) ${t.keyedTable}`,
    sql`alter table run add column cancel_at ${t.instant}`,
    sql`alter table run add column cancelled_by ${t.text(255)}`,
    sql`alter table run add column cancel_reason ${t.text(1000)}`,
  ],
};
