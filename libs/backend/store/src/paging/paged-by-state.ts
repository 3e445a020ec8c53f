import { sql, type Selectable, type SelectQueryBuilder } from 'kysely';
import type { Tables } from '../schema/tables.ts';
import type { Session } from '../session.ts';
import { paged, sorted, type ListOrder } from './keyset.ts';

/** Rows of one table, of which nothing is chosen yet. */
export type RowsOf<Table extends keyof Tables> = SelectQueryBuilder<Tables, Table, object>;
/** The columns of the order, among which is the key. */
export type KeysOf<Table extends keyof Tables> = SelectQueryBuilder<
  Tables,
  Table,
  Selectable<Tables[Table]>
>;

/**
 * The keys of a page over several states at once: the page of each, merged. Each is one range of an index that begins with the state,
 * while `state in (…)` would read every row of these states and sort them. Keys alone, since MariaDB sorts whatever is chosen, and whole
 * rows cost it a file on disk. Throws `BadCursor`.
 */
export function pagedByState<Table extends keyof Tables>(
  { db }: Session,
  table: Table,
  queries: readonly RowsOf<Table>[],
  order: ListOrder,
  page: { cursor?: string | undefined; limit: number },
): KeysOf<Table> {
  const [first, ...rest] = queries.map((query) => paged(withKeys(query, order), order, page));
  if (first === undefined) throw new Error('A page needs a query');
  if (rest.length === 0) return first;
  // A part with an order and a limit of its own has to stand in brackets, which SQLite knows only of a FROM.
  const bracketed = (query: typeof first) => db.selectFrom(query.as(table)).selectAll();
  const merged = rest.reduce(
    (all, query) => all.unionAll(bracketed(query) as never),
    bracketed(first),
  );
  const rows = db.selectFrom(merged.as(table)).selectAll();
  return sorted(rows as never, order).limit(page.limit + 1) as never;
}

function withKeys<Table extends keyof Tables>(
  query: RowsOf<Table>,
  { columns }: ListOrder,
): KeysOf<Table> {
  const keys = columns.map(({ column }) => sql.ref(column).as(column.replace(/^.*\./, '')));
  return query.select(keys) as unknown as KeysOf<Table>;
}
