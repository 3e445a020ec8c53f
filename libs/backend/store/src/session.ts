import type { Kysely } from 'kysely';
import type { SqlDialect } from './dialect/sql-dialect.ts';
import type { Tables } from './schema/tables.ts';

/** What a noun works with: the pool, or one transaction. */
export interface Session {
  readonly db: Kysely<Tables>;
  readonly dialect: SqlDialect;
  /** Several statements as one: joins the transaction this session is, or runs one of its own with retries. */
  atomically<T>(work: (session: Session) => Promise<T>): Promise<T>;
}
