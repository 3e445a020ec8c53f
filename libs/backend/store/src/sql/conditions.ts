import { sql, type RawBuilder } from 'kysely';
import type { SqlDialect } from '../dialect/sql-dialect.ts';

/** A part anywhere in a text; not LIKE, whose wildcards would have to be escaped. */
export function containing(column: string, part: string): RawBuilder<boolean> {
  return sql<boolean>`instr(${sql.ref(column)}, ${part}) > 0`;
}

/** A key column that begins so; a range, which an index can answer. */
export function beginningWith(column: string, start: string): RawBuilder<boolean> {
  const name = sql.ref(column);
  return sql<boolean>`(${name} >= ${start} and ${name} < ${`${start}\u{10ffff}`})`;
}

/** A column that has one of any number of values; sorted, since neighbours in the index are found at half the cost. */
export function among(
  dialect: SqlDialect,
  column: string,
  values: readonly (string | number)[],
): RawBuilder<boolean> {
  return sql<boolean>`${sql.ref(column)} in ${dialect.anyOf(values.toSorted(inAnyOrder))}`;
}

function inAnyOrder(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
