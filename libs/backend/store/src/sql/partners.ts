import type { Partner } from '@waybill/contracts';
import type { Selectable } from 'kysely';
import { columnTime, instant } from '../column-time.ts';
import { isDuplicate } from '../dialect/database-failure.ts';
import type { PartnerStore } from '../nouns/partners.ts';
import { pageOf, paged, type ListOrder } from '../paging/keyset.ts';
import type { PartnerTable } from '../schema/tables.ts';
import type { Session } from '../session.ts';
import { containing } from './conditions.ts';

const byId: ListOrder = {
  list: 'partners',
  columns: [{ column: 'partner.id', part: 'text', direction: 'asc' }],
};

export function partnersIn({ db, dialect }: Session): PartnerStore {
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

    list: async ({ q, ...page }, tenant) => {
      let query = db.selectFrom('partner').selectAll('partner');
      if (tenant !== null) query = query.where('partner.id', '=', tenant);
      if (q !== undefined) {
        const part = q.toLowerCase();
        query = query.where((eb) =>
          eb.or([containing('partner.name_folded', part), containing('partner.id', part)]),
        );
      }
      const rows = await paged(query, byId, page).execute();
      return pageOf(rows, page.limit, byId.list, ({ id }) => [id], partnerOf);
    },
  };
}

function partnerOf(row: Selectable<PartnerTable>): Partner {
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
