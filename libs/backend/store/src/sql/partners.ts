import { partnerStates } from '@waybill/contracts';
import type { Page, Partner, PartnerSort, PartnerStats } from '@waybill/contracts';
import type { Selectable } from 'kysely';
import { columnTime, instant } from '../column-time.ts';
import { isDuplicate } from '../dialect/database-failure.ts';
import type { PartnerStore, Tenant } from '../nouns/partners.ts';
import { pageOf, paged, type ListOrder } from '../paging/keyset.ts';
import type { PartnerTable } from '../schema/tables.ts';
import type { Session } from '../session.ts';
import { containing } from './conditions.ts';

type PartnerRow = Selectable<PartnerTable>;

const orders: Readonly<
  Record<PartnerSort, ListOrder & { key: (row: PartnerRow) => readonly (string | number)[] }>
> = {
  id: {
    list: 'partners',
    columns: [{ column: 'partner.id', part: 'text', direction: 'asc' }],
    key: ({ id }) => [id],
  },
  changed: {
    list: 'partners:changed',
    columns: [
      { column: 'partner.updated_at', part: 'time', direction: 'desc' },
      { column: 'partner.no', part: 'integer', direction: 'desc' },
    ],
    key: ({ updated_at, no }) => [updated_at, no],
  },
};

export function partnersIn(session: Session): PartnerStore {
  const { db, dialect } = session;
  const byIdOf = (id: string) => db.selectFrom('partner').selectAll('partner').where('id', '=', id);
  return {
    insert: async (partner, at) => {
      const time = columnTime(at);
      const { id, name, state } = partner;
      const row = {
        id,
        name,
        name_folded: name.toLowerCase(),
        state,
        time_zone: partner.timeZone,
        contacts: JSON.stringify(partner.contacts),
        created_at: time,
        updated_at: time,
      };
      try {
        await db.insertInto('partner').values(row).execute();
        return true;
      } catch (error) {
        if (isDuplicate(error)) return false;
        throw error;
      }
    },

    find: async (id, tenant) => {
      if (tenant !== null && tenant !== id) return null;
      const row = await byIdOf(id).executeTakeFirst();
      return row === undefined ? null : partnerOf(row);
    },

    lock: async (id, tenant) => {
      if (tenant !== null && tenant !== id) return null;
      const row = await dialect.forUpdate(byIdOf(id)).executeTakeFirst();
      return row === undefined ? null : partnerOf(row);
    },

    update: async (id, { name, timeZone, state, contacts }, at) => {
      await db
        .updateTable('partner')
        .set({ updated_at: columnTime(at) })
        .$if(name !== undefined, (row) =>
          row.set({ name: name ?? '', name_folded: (name ?? '').toLowerCase() }),
        )
        .$if(timeZone !== undefined, (row) => row.set({ time_zone: timeZone ?? '' }))
        .$if(state !== undefined, (row) => row.set({ state: state ?? '' }))
        .$if(contacts !== undefined, (row) => row.set({ contacts: JSON.stringify(contacts) }))
        .where('id', '=', id)
        .execute();
    },

    list: (query, tenant) => listPartners(session, query, tenant),
    stats: (query, tenant) => statsOfPartners(session, query, tenant),
  };
}

async function listPartners(
  session: Session,
  { q, state, sort = 'id', ...page }: Parameters<PartnerStore['list']>[0],
  tenant: Tenant,
): Promise<Page<Partner>> {
  let query = shownPartners(session, q, tenant).selectAll('partner');
  if (state !== undefined) query = query.where('partner.state', 'in', [...state]);
  const { key, ...order } = orders[sort];
  const rows = await paged(query, order, page).execute();
  return pageOf(rows, page.limit, order.list, key, partnerOf);
}

async function statsOfPartners(
  session: Session,
  { q }: { q?: string | undefined },
  tenant: Tenant,
): Promise<PartnerStats> {
  const rows = await shownPartners(session, q, tenant)
    .select((eb) => ['partner.state', eb.fn.countAll().as('partners')])
    .groupBy('partner.state')
    .execute();
  const counts = new Map(rows.map((row) => [row.state, Number(row.partners)]));
  const states = Object.fromEntries(
    partnerStates.map((name) => [name, counts.get(name) ?? 0]),
  ) as PartnerStats['states'];
  return { states, total: rows.reduce((sum, row) => sum + Number(row.partners), 0) };
}

function shownPartners({ db }: Session, q: string | undefined, tenant: Tenant) {
  let query = db.selectFrom('partner');
  if (tenant !== null) query = query.where('partner.id', '=', tenant);
  if (q === undefined) return query;
  const part = q.toLowerCase();
  return query.where((eb) =>
    eb.or([containing('partner.name_folded', part), containing('partner.id', part)]),
  );
}

function partnerOf(row: PartnerRow): Partner {
  return {
    id: row.id,
    name: row.name,
    state: row.state as Partner['state'],
    timeZone: row.time_zone,
    contacts: JSON.parse(row.contacts) as Partner['contacts'],
    createdAt: instant(row.created_at),
    updatedAt: instant(row.updated_at),
  };
}
