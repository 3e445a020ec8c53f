import type { Clock } from '@waybill/kit';
import { sql } from 'kysely';
import { columnTime } from '../column-time.ts';
import type { SqlDialect } from './sql-dialect.ts';

const timeFormat = '%Y-%m-%d %H:%M:%f';

/** @param clock what counts as the database's clock while history is told */
export function sqliteDialect(clock?: Clock): SqlDialect {
  const moment = () => (clock === undefined ? sql`'now'` : sql`${columnTime(clock.now())}`);
  return {
    engine: 'sqlite',
    now: () => sql`strftime(${timeFormat}, ${moment()})`,
    nowPlusSeconds: (seconds) => sql`strftime(${timeFormat}, ${moment()}, ${`${seconds} seconds`})`,
    millisecondsSince: (column) =>
      sql`max(0, cast(round((julianday(${moment()}) - julianday(${sql.ref(column)})) * 86400000) as integer))`,
    anyOf: (values) => sql`(select value from json_each(${JSON.stringify(values)}))`,
    // It goes by the columns that are given, and takes the right one.
    without: (_index, table) => table,
    // A transaction here is the only writer from its first statement on.
    forUpdate: (query) => query,
    bulkText: ({ table, columns, onConflict }) => {
      const marks = columns.map(() => '?').join(', ');
      const insert = `insert into ${table} (${columns.join(', ')}) values (${marks})`;
      if (onConflict === undefined) return insert;
      const changes = [
        ...(onConflict.add ?? []).map((column) => `${column} = ${column} + excluded.${column}`),
        ...(onConflict.replace ?? []).map((column) => `${column} = excluded.${column}`),
      ];
      const action = changes.length === 0 ? 'nothing' : `update set ${changes.join(', ')}`;
      return `${insert} on conflict (${onConflict.key.join(', ')}) do ${action}`;
    },
  };
}
