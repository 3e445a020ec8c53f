import { sql } from 'kysely';
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
  ],
};
