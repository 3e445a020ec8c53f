import { sql } from 'kysely';
import { appendOnly } from './append-only.ts';
import type { SchemaStep } from './migrations.ts';

/** What has to be there before a version is promoted: its tests, and somebody else's yes. */
export const changeRequests: SchemaStep = {
  name: '017-change-requests',
  statements: (t, dialect) => [
    sql`create table rule_test_run (
      no ${t.serial}, id ${t.key('id', 64)} not null, feed_no ${t.int} not null, version ${t.int},
      sha256 ${t.key('sha256', 64)} not null, passed ${t.int} not null, failed ${t.int} not null,
      report ${t.longText} not null, requested_by ${t.text(255)} not null, created_at ${t.instant} not null, unique (id)
    ) ${t.serialTable}`,
    ...appendOnly('rule_test_run', dialect),
    sql`create index test_run_of_content on rule_test_run (feed_no, sha256, no)`,
    sql`create table change_request (
      no ${t.serial}, id ${t.key('id', 64)} not null, feed_no ${t.int} not null, partner_no ${t.int} not null,
      version ${t.int} not null, base_version ${t.int} not null, bundle_sha256 ${t.key('bundle_sha256', 64)} not null,
      test_run_no ${t.int} not null, state ${t.key('state', 16)} not null, reason ${t.text(1000)} not null,
      requested_by ${t.text(255)} not null, requested_at ${t.instant} not null, decided_by ${t.text(255)},
      decided_at ${t.instant}, decision_reason ${t.text(1000)}, closed_by ${t.text(255)}, closed_at ${t.instant},
      closed_because ${t.text(1000)}, bundle_version ${t.int}, unique (id),
      constraint four_eyes check (decided_by is null or decided_by <> requested_by),
      constraint approved_by_somebody check (state not in ('approved', 'promoted') or decided_by is not null)
    ) ${t.serialTable}`,
    sql`create index request_of_feed on change_request (feed_no, no)`,
    sql`create index request_of_partner on change_request (partner_no, no)`,
    sql`create index request_by_state on change_request (state, no)`,
  ],
};
