import type { AuditEvent } from '@waybill/contracts';
import type { Selectable } from 'kysely';
import { columnTime, instant } from '../column-time.ts';
import type { AuditStore, NewAuditEvent } from '../nouns/audit.ts';
import { pageOf, paged, type ListOrder } from '../paging/keyset.ts';
import { chainStart } from '../schema/chain-start.ts';
import type { AuditEventTable } from '../schema/tables.ts';
import type { Session } from '../session.ts';
import { canonicalJson, eventHash } from './audit-hash.ts';

const orders: Readonly<Record<'newest' | 'oldest', ListOrder>> = {
  newest: { list: 'audit:newest', columns: byTime('desc') },
  oldest: { list: 'audit:oldest', columns: byTime('asc') },
};
const eventsPerQuery = 1_000;

function byTime(direction: 'asc' | 'desc'): ListOrder['columns'] {
  return [
    { column: 'audit_event.at', part: 'time', direction },
    { column: 'audit_event.seq', part: 'integer', direction },
  ];
}

export function auditIn(session: Session): AuditStore {
  const { db } = session;
  return {
    append: (event) => session.atomically((tx) => append(tx, event)),

    list: async ({ action, object, actor, from, to, sort = 'newest', ...page }) => {
      const order = orders[sort];
      let query = db.selectFrom('audit_event').selectAll('audit_event');
      if (action !== undefined) query = query.where('action', '=', action);
      if (object !== undefined) query = query.where('object', '=', object);
      if (actor !== undefined) query = query.where('actor', '=', actor);
      if (from !== undefined) query = query.where('at', '>=', columnTime(new Date(from)));
      if (to !== undefined) query = query.where('at', '<', columnTime(new Date(to)));
      const rows = await paged(query, order, page).execute();
      return pageOf(rows, page.limit, order.list, ({ at, seq }) => [at, seq], eventOf);
    },

    verify: () => verify(session),
  };
}

async function append({ db, dialect }: Session, event: NewAuditEvent): Promise<void> {
  const head = await dialect
    .forUpdate(db.selectFrom('audit_head').select(['seq', 'hash']).where('id', '=', 1))
    .executeTakeFirstOrThrow();
  const row = {
    seq: head.seq + 1,
    at: columnTime(event.at),
    actor: event.actor,
    action: event.action,
    object: event.object,
    detail: canonicalJson(event.detail),
    prev_hash: head.hash,
  };
  const hash = eventHash(row);
  await db
    .insertInto('audit_event')
    .values({ ...row, hash })
    .execute();
  await db.updateTable('audit_head').set({ seq: row.seq, hash }).where('id', '=', 1).execute();
}

async function verify({ db }: Session): ReturnType<AuditStore['verify']> {
  const head = await db
    .selectFrom('audit_head')
    .select(['seq', 'hash'])
    .where('id', '=', 1)
    .executeTakeFirstOrThrow();
  let seq = 0;
  let hash = chainStart;
  for (;;) {
    const rows = await db
      .selectFrom('audit_event')
      .selectAll()
      .where('seq', '>', seq)
      .where('seq', '<=', head.seq)
      .orderBy('seq')
      .limit(eventsPerQuery)
      .execute();
    for (const row of rows) {
      const fits = row.seq === seq + 1 && row.prev_hash === hash && row.hash === eventHash(row);
      if (!fits) return { events: head.seq, intact: false, head: head.hash, firstBad: seq + 1 };
      seq = row.seq;
      hash = row.hash;
    }
    if (rows.length < eventsPerQuery) break;
  }
  const complete = seq === head.seq && hash === head.hash;
  return {
    events: head.seq,
    intact: complete,
    head: head.hash,
    firstBad: complete ? null : Math.min(seq + 1, head.seq),
  };
}

function eventOf(row: Selectable<AuditEventTable>): AuditEvent {
  return {
    seq: row.seq,
    at: instant(row.at),
    actor: row.actor,
    action: row.action,
    object: row.object,
    detail: JSON.parse(row.detail) as AuditEvent['detail'],
    prevHash: row.prev_hash,
    hash: row.hash,
  };
}
