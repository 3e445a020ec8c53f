import { sql, type RawBuilder } from 'kysely';
import type { SqlDialect } from '../dialect/sql-dialect.ts';

/** The database itself refuses to change what was written; grants in production refuse it once more. */
export function appendOnly(table: string, { engine }: SqlDialect): RawBuilder<unknown>[] {
  return ['update', 'delete'].map((action) => {
    const name = sql.raw(`${table}_no_${action}`);
    const head = sql`create trigger ${name} before ${sql.raw(action)} on ${sql.raw(table)}`;
    const message = sql.lit(`${table} is append-only`);
    return engine === 'sqlite'
      ? sql`${head} begin select raise(abort, ${message}); end`
      : sql`${head} for each row signal sqlstate '45000' set message_text = ${message}`;
  });
}
