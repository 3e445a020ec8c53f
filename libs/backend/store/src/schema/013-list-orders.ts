import { sql } from 'kysely';
import type { SchemaStep } from './migrations.ts';

/** Orders of lists within a state, a code or a kind, of which a million rows were gone through so far. */
export const listOrders: SchemaStep = {
  name: '013-list-orders',
  statements: (_types, { engine }) => [
    sql`create index file_largest_of_state on inbound_file (state, size_bytes, no)`,
    sql`create index file_largest_of_feed on inbound_file (feed_no, size_bytes, no)`,
    sql`create index row_error_of_code on row_error (code, state, created_at, run_no, row_no)`,
    sql`create index run_that_reversed on run (points_reversed, queued_at, no)`,
    // A page over all states merges one range of each; members are written for rows, which bear no index more.
    engine === 'sqlite' ? sql`drop index member_changed` : sql`drop index member_changed on member`,
    sql`create index member_changed_of_state on member (state, updated_at, partner_no, member_no)`,
  ],
};
