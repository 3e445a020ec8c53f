import type { SavedView } from '@waybill/contracts';
import type { Selectable } from 'kysely';
import { columnTime, instant } from '../column-time.ts';
import { isDuplicate } from '../dialect/database-failure.ts';
import type { Owner, SavedViewContent, SavedViewStore } from '../nouns/own-settings.ts';
import type { SavedViewTable } from '../schema/own-settings-tables.ts';
import type { Session } from '../session.ts';

const listedMax = 500;

export function savedViewsIn({ db }: Session): SavedViewStore {
  const seenBy = ({ issuer, subject }: Owner) =>
    db
      .selectFrom('saved_view')
      .selectAll()
      .where((eb) =>
        eb.or([
          eb('shared', '=', 1),
          eb.and([eb('owner_issuer', '=', issuer), eb('owner_subject', '=', subject)]),
        ]),
      );
  return {
    insert: ({ id, list, owner, at, ...content }) =>
      unlessNamed(
        db
          .insertInto('saved_view')
          .values({
            id,
            list,
            owner_issuer: owner.issuer,
            owner_subject: owner.subject,
            ...columnsOf(content, at),
          })
          .execute(),
      ),

    find: async (id, reader) => {
      const row = await seenBy(reader).where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : viewOf(row, reader);
    },

    list: async (list, reader) => {
      const seen = seenBy(reader);
      const rows = await (list === undefined ? seen : seen.where('list', '=', list))
        .orderBy('name')
        .orderBy('no')
        .limit(listedMax)
        .execute();
      const views = rows.map((row) => viewOf(row, reader));
      return [...views.filter(({ mine }) => mine), ...views.filter(({ mine }) => !mine)];
    },

    count: async (list, { issuer, subject }) => {
      const { views } = await db
        .selectFrom('saved_view')
        .select((eb) => eb.fn.countAll().as('views'))
        .where('owner_issuer', '=', issuer)
        .where('owner_subject', '=', subject)
        .where('list', '=', list)
        .executeTakeFirstOrThrow();
      return Number(views);
    },

    update: (id, content, at) =>
      unlessNamed(
        db.updateTable('saved_view').set(columnsOf(content, at)).where('id', '=', id).execute(),
      ),

    remove: async (id) => {
      await db.deleteFrom('saved_view').where('id', '=', id).execute();
    },
  };
}

async function unlessNamed(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
}

function columnsOf({ name, query, columns, density, shared }: SavedViewContent, at: Date) {
  return {
    name,
    query: JSON.stringify(query),
    columns: columns && JSON.stringify(columns),
    density,
    shared: shared ? 1 : 0,
    updated_at: columnTime(at),
  };
}

function viewOf(row: Selectable<SavedViewTable>, reader: Owner): SavedView {
  return {
    id: row.id,
    list: row.list,
    name: row.name,
    query: JSON.parse(row.query) as SavedView['query'],
    columns: row.columns === null ? null : (JSON.parse(row.columns) as string[]),
    density: row.density as SavedView['density'],
    shared: row.shared === 1,
    mine: row.owner_issuer === reader.issuer && row.owner_subject === reader.subject,
    owner: row.owner_subject,
    updatedAt: instant(row.updated_at),
  };
}
