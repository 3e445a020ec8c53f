import { sql, type RawBuilder } from 'kysely';
import { appendOnly } from './append-only.ts';
import type { SqlDialect } from '../dialect/sql-dialect.ts';

/** Each list order has its index twice: over everything, and within a partner for callers that see only their own. */
export const indexes: readonly RawBuilder<unknown>[] = [
  sql`create index feed_by_partner on feed (partner_no, state)`,
  sql`create index file_newest on inbound_file (received_at, no)`,
  sql`create index file_newest_of_partner on inbound_file (partner_no, received_at, no)`,
  sql`create index file_newest_of_feed on inbound_file (feed_no, received_at, no)`,
  sql`create index file_by_state on inbound_file (state, received_at, no)`,
  sql`create index file_twin on inbound_file (feed_no, sha256)`,
  sql`create index file_by_key on inbound_file (object_key)`,
  sql`create index run_to_claim on run (state, lease_until, no)`,
  sql`create index run_newest on run (queued_at, no)`,
  sql`create index run_newest_of_partner on run (partner_no, queued_at, no)`,
  sql`create index run_newest_of_feed on run (feed_no, queued_at, no)`,
  sql`create index run_longest on run (duration_ms, no)`,
  sql`create index run_longest_of_partner on run (partner_no, duration_ms, no)`,
  sql`create index run_most_rejected on run (rows_rejected, no)`,
  sql`create index run_most_rejected_of_partner on run (partner_no, rows_rejected, no)`,
  sql`create index run_by_state on run (state, queued_at, no)`,
  sql`create index run_of_file on run (file_no, no)`,
  sql`create index run_replays on run (original_run_no)`,
  sql`create index row_error_newest on row_error (run_no desc, row_no)`,
  sql`create index row_error_of_partner on row_error (partner_no, run_no desc, row_no)`,
  sql`create index row_error_of_feed on row_error (feed_no, run_no desc, row_no)`,
  sql`create index row_error_by_state on row_error (state, run_no desc, row_no)`,
  sql`create index entry_of_member on ledger_entry (partner_no, member_no, run_no, row_no)`,
  sql`create index audit_by_action on audit_event (action, seq)`,
  sql`create index audit_by_object on audit_event (object, seq)`,
  sql`create index audit_by_actor on audit_event (actor, seq)`,
  sql`create index plan_by_run on replay_plan (plan_run_id)`,
  sql`create index replay_of_plan on replay (plan_no)`,
  sql`create index idempotency_by_age on idempotency (claimed_at)`,
];

const appendOnlyTables = ['ledger_entry', 'audit_event', 'bundle'];

export function appendOnlyTriggers(dialect: SqlDialect): RawBuilder<unknown>[] {
  return appendOnlyTables.flatMap((table) => appendOnly(table, dialect));
}
