import { sql } from 'kysely';
import { sorted, type ListOrder } from '../paging/keyset.ts';
import { pagedByState, type KeysOf, type RowsOf } from '../paging/paged-by-state.ts';
import type { Session } from '../session.ts';
import { among } from './conditions.ts';
import { countMax, wordsMax, type Called, type ManyFiles } from './file-names.ts';

/** So many rows for each of a page are looked at in the order of the list: where one in so many has the name, the page is full by then. */
const lookedAtPerRow = [3, 20];

type Table = 'run' | 'inbound_file';

/** The number of the file, and its name: a scalar, which no database takes for a join and reads as a whole first. */
const fileOf = {
  run: {
    no: sql.ref('run.file_no'),
    words: sql`(select f.name_words from run r join inbound_file f on f.no = r.file_no where r.no = run.no)`,
  },
  inbound_file: {
    no: sql.ref('inbound_file.no'),
    words: sql`(select f.name_words from inbound_file f where f.no = inbound_file.no)`,
  },
} as const;

/** What a filter says but for the name: state by state, and of all states at once. */
export interface Unnamed<T extends Table> {
  readonly byState: readonly RowsOf<T>[];
  readonly all: RowsOf<T>;
}

/**
 * The keys of a page of what has a name that very many have. Such names lie everywhere, and the list in its order soon meets enough of
 * them; or they lie close together and perhaps far back, as those of one month do, and are gathered and sorted. Throws `BadCursor`.
 */
export async function pagedByName<T extends Table>(
  session: Session,
  table: T,
  { byState, all }: Unnamed<T>,
  many: ManyFiles,
  order: ListOrder,
  page: { cursor?: string | undefined; limit: number },
): Promise<KeysOf<T>> {
  const { db, dialect } = session;
  for (const perRow of lookedAtPerRow) {
    const ahead = perRow * (page.limit + 1);
    const place = { ...page, limit: ahead - 1 };
    const next = pagedByState(session, table, byState, order, place);
    const seen = await namesOf(session, table, next, many.words);
    const found = seen.filter(({ is_named }) => Boolean(is_named)).map(({ no }) => no);
    if (found.length > page.limit || seen.length < ahead) {
      const rows = db.selectFrom<Table>(table).where(among(dialect, `${table}.no`, found)) as never;
      return pagedByState(session, table, [rows], order, { limit: page.limit });
    }
  }
  // A file is there once for each of its words that begin so.
  const repeated = { ...page, limit: (page.limit + 1) * wordsMax - 1 };
  const gathered = pagedByState(session, table, [joinedToNames(table, all, many)], order, repeated);
  const distinct = db.selectFrom(gathered.as(table)).selectAll().distinct();
  return sorted(distinct as never, order).limit(page.limit + 1) as never;
}

function namesOf<T extends Table>({ db }: Session, table: T, keys: KeysOf<T>, words: string) {
  return db
    .selectFrom((keys as unknown as KeysOf<'run'>).as(table as 'run'))
    .select([
      sql.ref<number>(`${table}.no`).as('no'),
      sql<number>`instr(${fileOf[table].words}, ${words}) > 0`.as('is_named'),
    ])
    .execute();
}

/** What is counted by state: everything or, where very many are called so, some of them. */
export function counted<T extends Table>(table: T, rows: RowsOf<T>, called: Called | null) {
  const { many } = called ?? {};
  const keys = [
    sql.ref<number>(`${table}.no`).as('no'),
    sql.ref<string>(`${table}.state`).as('state'),
  ] as const;
  if (many !== undefined)
    return joinedToNames(table, rows, many).select(keys).distinct().limit(countMax);
  return called?.isMany ? rows.select(keys).limit(countMax) : rows.select(keys);
}

/** Rows as often as their file has words that begin so. */
function joinedToNames<T extends Table>(
  table: T,
  rows: RowsOf<T>,
  { isNamed }: ManyFiles,
): RowsOf<T> {
  return (rows as RowsOf<Table>)
    .innerJoin('file_name_part as p', (on) => on.on(sql<boolean>`p.file_no = ${fileOf[table].no}`))
    .where(isNamed) as never;
}
