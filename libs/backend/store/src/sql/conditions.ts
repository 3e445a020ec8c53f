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

/** Rows of a partner, by its id: looked up once, so that the index of the number is used and nothing has to be joined. */
export function ofPartner(column: string, partnerId: string): RawBuilder<boolean> {
  return sql<boolean>`${sql.ref(column)} = (select p.no from partner p where p.id = ${partnerId})`;
}

export function ofFeed(column: string, feedId: string): RawBuilder<boolean> {
  return sql<boolean>`${sql.ref(column)} = (select f.no from feed f where f.id = ${feedId})`;
}

/** Rows of a partner, or of one of its feeds. A feed's id begins with that of its partner: whoever names the feed has named both. */
export function ofPartnerOrFeed(
  table: string,
  { partner, feed }: { partner?: string | undefined; feed?: string | undefined },
): RawBuilder<boolean>[] {
  const isNamed = partner === undefined || feed?.startsWith(`${partner}.`) === true;
  return [
    ...(isNamed ? [] : [ofPartner(`${table}.partner_no`, partner)]),
    ...(feed === undefined ? [] : [ofFeed(`${table}.feed_no`, feed)]),
  ];
}

export function ofRun(column: string, runId: string): RawBuilder<boolean> {
  return sql<boolean>`${sql.ref(column)} = (select r.no from run r where r.id = ${runId})`;
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
