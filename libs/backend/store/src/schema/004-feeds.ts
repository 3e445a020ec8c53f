import { sql } from 'kysely';
import type { SchemaStep } from './migrations.ts';

/** Versions of bundles with who and why, expectations, drift, and runs that pass the guards. */
export const feeds: SchemaStep = {
  name: '004-feeds',
  statements: (t) => [
    sql`alter table bundle add column created_by ${t.text(255)}`,
    sql`alter table bundle add column reason ${t.text(1000)}`,
    sql`alter table feed add column expectation ${t.longText}`,
    sql`alter table run add column guards_waived ${t.int} not null default 0`,
    sql`create table drift_event (
      no ${t.serial}, id ${t.key('id', 64)} not null, partner_no ${t.int} not null, feed_no ${t.int} not null,
      signature ${t.key('signature', 64)} not null, kind ${t.key('kind', 16)} not null, column_name ${t.longText},
      found_name ${t.longText}, similarity ${t.int}, suggestion ${t.text(1000)}, state ${t.key('state', 16)} not null,
      times ${t.int} not null, file_no ${t.int} not null, run_no ${t.int} not null,
      first_seen_at ${t.instant} not null, last_seen_at ${t.instant} not null, decided_by ${t.text(255)},
      decided_at ${t.instant}, reason ${t.text(1000)}, bundle_version ${t.int}, unique (id), unique (feed_no, signature)
    ) ${t.serialTable}`,
    sql`create index drift_of_partner on drift_event (partner_no, no)`,
    sql`create index drift_of_feed on drift_event (feed_no, no)`,
    sql`create index drift_by_state on drift_event (state, no)`,
  ],
};
