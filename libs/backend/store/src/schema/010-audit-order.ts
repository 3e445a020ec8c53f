import { sql, type RawBuilder } from 'kysely';
import type { SchemaStep } from './migrations.ts';

/** The audit trail is read by time, from and to any day: the indexes by place in the chain make room for those by time. */
export const auditOrder: SchemaStep = {
  name: '010-audit-order',
  statements: (_types, { engine }) => {
    const drop = (index: string): RawBuilder<unknown> =>
      engine === 'sqlite'
        ? sql`drop index ${sql.ref(index)}`
        : sql`drop index ${sql.ref(index)} on audit_event`;
    return [
      ...['audit_by_action', 'audit_by_object', 'audit_by_actor'].map(drop),
      sql`create index audit_newest on audit_event (at, seq)`,
      sql`create index audit_newest_of_action on audit_event (action, at, seq)`,
      sql`create index audit_newest_of_object on audit_event (object, at, seq)`,
      sql`create index audit_newest_of_actor on audit_event (actor, at, seq)`,
    ];
  },
};
