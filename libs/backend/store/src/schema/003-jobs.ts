import { sql } from 'kysely';
import type { SchemaStep } from './migrations.ts';

/** Long work beside runs: what was asked, by whom and with which rights, how far it is, and who works on it. */
export const jobs: SchemaStep = {
  name: '003-jobs',
  statements: (t) => [
    sql`create table job (
      no ${t.serial}, id ${t.key('id', 64)} not null, kind ${t.key('kind', 32)} not null,
      owner_issuer ${t.key('owner_issuer', 255)} not null, owner_subject ${t.key('owner_subject', 255)} not null,
      owner ${t.longText} not null, partner ${t.key('partner', 63)}, label ${t.text(300)} not null,
      state ${t.key('state', 16)} not null, attempt ${t.int} not null default 0,
      progress_attempt ${t.int} not null default 0, worker ${t.key('worker', 255)}, lease_until ${t.instant},
      cancel_requested ${t.int} not null default 0, progress ${t.big} not null default 0, total ${t.big},
      checkpoint ${t.longText}, link ${t.text(1000)}, request ${t.longText} not null, result ${t.longText},
      problem ${t.longText}, seen_at ${t.instant}, created_at ${t.instant} not null, started_at ${t.instant},
      finished_at ${t.instant}, unique (id)
    ) ${t.serialTable}`,
    sql`create index job_to_claim on job (state, lease_until, no)`,
    sql`create index job_newest on job (created_at, no)`,
    sql`create index job_newest_of_owner on job (owner_issuer, owner_subject, created_at, no)`,
  ],
};
