import type { SelectQueryBuilder } from 'kysely';
import type { Tables } from '../schema/tables.ts';
import type { Session } from '../session.ts';
import { paged, sorted, type ListOrder } from './keyset.ts';

/**
 * A page over several states at once: the page of each, merged. Each is one range of an index that begins with the state, while
 * `state in (…)` would read every row of these states and sort them. Throws `BadCursor`.
 */
export function pagedByState<Table extends keyof Tables, Row>(
  { db }: Session,
  table: Table,
  queries: readonly SelectQueryBuilder<Tables, Table, Row>[],
  order: ListOrder,
  page: { cursor?: string | undefined; limit: number },
): SelectQueryBuilder<Tables, Table, Row> {
  const [first, ...rest] = queries.map((query) => paged(query, order, page));
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
