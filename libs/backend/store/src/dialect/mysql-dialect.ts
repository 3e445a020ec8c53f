import type { Clock } from '@waybill/kit';
import { sql, type RawBuilder } from 'kysely';
import { columnTime } from '../column-time.ts';
import type { SqlDialect } from './sql-dialect.ts';

/** @param clock what counts as the database's clock while history is told */
export function mysqlDialect(clock?: Clock): SqlDialect {
  const now = (): RawBuilder<string> =>
    clock === undefined
      ? sql`utc_timestamp(3)`
      : sql`cast(${columnTime(clock.now())} as datetime(3))`;
  return {
    engine: 'mysql',
    now,
    nowPlusSeconds: (seconds) => sql`${now()} + interval ${seconds} second`,
    millisecondsSince: (column) =>
      sql`greatest(0, timestampdiff(microsecond, ${sql.ref(column)}, ${now()}) div 1000)`,
    // The driver expands an array into a list; an empty list would be a syntax error.
    anyOf: (values) => (values.length === 0 ? sql`(null)` : sql`(${sql.val(values)})`),
    // MariaDB believes a page to be full early whichever index has its order, also where a narrower one has it too. A name and what stands
    // behind it is all that Kysely lets us say of a table.
    without: (index, table) =>
      sql.table(table).as(sql`${sql.ref(table)} ignore index (${sql.ref(index)})`) as never,
    forUpdate: (query, mode = 'wait') =>
      mode === 'skip-locked' ? query.forUpdate().skipLocked() : query.forUpdate(),
    bulkText: ({ table, columns, onConflict }) => {
      const insert = `insert into ${table} (${columns.join(', ')}) values ?`;
      if (onConflict === undefined) return insert;
      // `values(x)` and not a row alias: MariaDB has no alias. A key set to itself is "do nothing" without INSERT IGNORE's
      // swallowing of every other error.
      const changes = [
        ...(onConflict.add ?? []).map((column) => `${column} = ${column} + values(${column})`),
        ...(onConflict.replace ?? []).map((column) => `${column} = values(${column})`),
      ];
      const keep = onConflict.key.slice(0, 1).map((column) => `${column} = ${table}.${column}`);
      return `${insert} on duplicate key update ${(changes.length > 0 ? changes : keep).join(', ')}`;
    },
  };
}
