import type { Page } from '@waybill/contracts';
import { sql, type RawBuilder, type SelectQueryBuilder } from 'kysely';
import { decodeCursor, encodeCursor, type CursorKey, type KeyPart } from './cursor.ts';

export interface KeyColumn {
  /** `table.column` */
  column: string;
  part: KeyPart;
  direction: 'asc' | 'desc';
}

/** The order of a list: its columns together are unique, so a page can begin exactly after the last row of the one before. */
export interface ListOrder {
  /** Written into cursors; a cursor of one list is refused by all others. */
  list: string;
  columns: readonly KeyColumn[];
}

/** Applies order, cursor and limit; one row more than asked for tells whether there is a next page. Throws `BadCursor`. */
export function paged<Db, Table extends keyof Db, Row>(
  query: SelectQueryBuilder<Db, Table, Row>,
  order: ListOrder,
  page: { cursor?: string | undefined; limit: number },
): SelectQueryBuilder<Db, Table, Row> {
  let ordered = query;
  if (page.cursor !== undefined) {
    const parts = order.columns.map(({ part }) => part);
    const key = decodeCursor(page.cursor, order.list, parts);
    ordered = ordered.where(after(order.columns, key));
  }
  return sorted(ordered, order).limit(page.limit + 1);
}

export function sorted<Db, Table extends keyof Db, Row>(
  query: SelectQueryBuilder<Db, Table, Row>,
  { columns }: ListOrder,
): SelectQueryBuilder<Db, Table, Row> {
  return columns.reduce(
    (rows, { column, direction }) => rows.orderBy(sql.ref(column), direction),
    query,
  );
}

/** The page of the rows that `paged` brought. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  list: string,
  keyOf: (row: Row) => CursorKey,
  toItem: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    items: shown.map(toItem),
    next: last === undefined ? null : encodeCursor(list, keyOf(last)),
  };
}

/**
 * `a > x or (a = x and b > y)`, led by `a >= x`: MySQL reads a range of the index from the second form and scans for the first alone.
 */
function after(columns: readonly KeyColumn[], key: CursorKey): RawBuilder<boolean> {
  const [first, ...rest] = columns;
  const [value, ...values] = key;
  if (first === undefined || value === undefined) return sql<boolean>`1 = 0`;
  const column = sql.ref(first.column);
  const beyond = first.direction === 'asc' ? sql`>` : sql`<`;
  if (rest.length === 0) return sql<boolean>`${column} ${beyond} ${value}`;
  const deeper = after(rest, values);
  return sql<boolean>`(${column} ${beyond}= ${value} and (${column} ${beyond} ${value} or ${deeper}))`;
}
