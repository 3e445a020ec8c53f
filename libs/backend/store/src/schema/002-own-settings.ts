import { sql, type RawBuilder } from 'kysely';
import type { SchemaStep } from './migrations.ts';

/** What persons keep for themselves, and the indexes of the orders of the list of runs. */
export const ownSettings: SchemaStep = {
  name: '002-own-settings',
  statements: (t) => [
    sql`create table preference (
      issuer ${t.key('issuer', 255)} not null, subject ${t.key('subject', 255)} not null,
      document ${t.longText} not null, updated_at ${t.instant} not null, primary key (issuer, subject)
    ) ${t.keyedTable}`,
    sql`create table saved_view (
      no ${t.serial}, id ${t.key('id', 64)} not null, owner_issuer ${t.key('owner_issuer', 255)} not null,
      owner_subject ${t.key('owner_subject', 255)} not null, list ${t.key('list', 63)} not null,
      name ${t.text(80)} not null, query ${t.longText} not null, columns ${t.longText}, density ${t.key('density', 16)},
      shared ${t.int} not null, updated_at ${t.instant} not null,
      unique (id), unique (owner_issuer, owner_subject, list, name)
    ) ${t.serialTable}`,
    sql`create index saved_view_shared on saved_view (list, shared)`,
    ...runIndexes,
  ],
};

/**
 * Each order of the list of runs within a state, and a partner's and a feed's states in time. `kind` at their end lets a count by state
 * be read off the index alone.
 */
const runIndexes: readonly RawBuilder<unknown>[] = [
  sql`create index run_count on run (state, kind)`,
  sql`create index run_count_in_time on run (queued_at, state, kind)`,
  sql`create index run_states_of_partner on run (partner_no, state, queued_at, no, kind)`,
  sql`create index run_states_of_feed on run (feed_no, state, queued_at, no, kind)`,
  sql`create index run_longest_of_state on run (state, duration_ms, no)`,
  sql`create index run_longest_of_feed on run (feed_no, duration_ms, no)`,
  sql`create index run_most_rejected_of_state on run (state, rows_rejected, no)`,
  sql`create index run_most_rejected_of_feed on run (feed_no, rows_rejected, no)`,
  sql`create index run_of_bundle on run (bundle_id, queued_at, no)`,
];
