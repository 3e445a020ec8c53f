import type { Clock } from '@waybill/kit';
import { Kysely, sql } from 'kysely';
import type { Database, Nouns } from './database.ts';
import { mysqlDialect } from './dialect/mysql-dialect.ts';
import { mysqlKyselyDialect } from './dialect/mysql-driver.ts';
import { mysqlServerOf, type DatabaseLogin } from './dialect/mysql-server.ts';
import { withRetries } from './dialect/retry.ts';
import type { SqlDialect } from './dialect/sql-dialect.ts';
import { sqliteDialect } from './dialect/sqlite-dialect.ts';
import { sqliteKyselyDialect } from './dialect/sqlite-driver.ts';
import type { Random } from './ids.ts';
import { migrate } from './schema/migrations.ts';
import type { Tables } from './schema/tables.ts';
import type { Session } from './session.ts';
import { auditIn } from './sql/audit.ts';
import { backtestsIn } from './sql/backtests.ts';
import { changeRequestsIn } from './sql/change-requests.ts';
import { driftEventsIn } from './sql/drift-events.ts';
import { bulkReplaysIn } from './sql/bulk-replays.ts';
import { feedsIn } from './sql/feeds.ts';
import { filesIn } from './sql/files.ts';
import { idempotencyIn } from './sql/idempotency.ts';
import { jobsIn } from './sql/jobs.ts';
import { ledgerIn } from './sql/ledger.ts';
import { membersIn } from './sql/members.ts';
import { partnersIn } from './sql/partners.ts';
import { preferencesIn } from './sql/preferences.ts';
import { replaysIn } from './sql/replays.ts';
import { rowErrorsIn } from './sql/row-errors.ts';
import { ruleTestsIn } from './sql/rule-tests.ts';
import { ruleSetsIn } from './sql/rule-sets.ts';
import { rowPagesIn } from './sql/row-pages.ts';
import { runPartsIn } from './sql/run-parts.ts';
import { runsIn } from './sql/runs.ts';
import { searchIn } from './sql/search.ts';
import { savedViewsIn } from './sql/saved-views.ts';
import { trialsIn } from './sql/trials.ts';

export interface DatabaseOptions {
  /** Connections at most; a function behind a proxy takes 1 or 2. Default 4. */
  poolSize?: number;
  /**
   * Megabytes of SQLite's pages that each connection keeps at most; the system caches the file besides. Default 64, by which counting a
   * long list takes less than half the time. A large table read once fills it.
   */
  pageCacheMb?: number;
  /** For the pauses between retries. */
  random?: Random;
  /**
   * Asked when a MySQL server refuses the login, which may have been changed since the address was written; once, however many wait for
   * it. Connections that are open stay.
   */
  renewLogin?: (() => Promise<DatabaseLogin>) | undefined;
}

/**
 * Opens nothing yet: the first call connects. `sqlite:/path/file.db`, `sqlite::memory:` or `mysql://user:password@host:port/database`,
 * the database being created when it is absent and the user may. With `?ssl-mode=VERIFY_IDENTITY` only by TLS, to a server whose
 * certificate is good for its name: by the authorities that Node knows, or by those in the PEM file `&ssl-ca=/path`. Throws a `TypeError`
 * for any other address.
 */
export function openDatabase(url: string, options: DatabaseOptions = {}): Database {
  const { random = Math.random } = options;
  const { db, dialect } = connect(url, { random, ...options });
  const pool: Session = {
    db,
    dialect,
    atomically: (work) =>
      withRetries(random, () => db.transaction().execute((tx) => work(inside(tx, dialect)))),
  };
  return {
    ...nounsIn(pool),
    transaction: (work) => pool.atomically((tx) => work(nounsIn(tx))),
    migrate: () => withRetries(random, () => migrate(db, dialect)),
    ping: async () => {
      await sql`select 1`.execute(db);
    },
    close: () => db.destroy(),
  };
}

function inside(db: Kysely<Tables>, dialect: SqlDialect): Session {
  const session: Session = { db, dialect, atomically: (work) => work(session) };
  return session;
}

export function nounsIn(session: Session): Nouns {
  return {
    partners: partnersIn(session),
    feeds: feedsIn(session),
    ruleSets: ruleSetsIn(session),
    ruleTests: ruleTestsIn(session),
    changeRequests: changeRequestsIn(session),
    trials: trialsIn(session),
    backtests: backtestsIn(session),
    driftEvents: driftEventsIn(session),
    files: filesIn(session),
    runs: runsIn(session),
    runParts: runPartsIn(session),
    rowPages: rowPagesIn(session),
    rowErrors: rowErrorsIn(session),
    members: membersIn(session),
    ledger: ledgerIn(session),
    replays: replaysIn(session),
    bulkReplays: bulkReplaysIn(session),
    audit: auditIn(session),
    idempotency: idempotencyIn(session),
    jobs: jobsIn(session),
    search: searchIn(session),
    preferences: preferencesIn(session),
    savedViews: savedViewsIn(session),
  };
}

/** @param clock instead of the database's own */
export function connect(
  url: string,
  { poolSize = 4, pageCacheMb = 64, random, renewLogin }: DatabaseOptions & { random: Random },
  clock?: Clock,
): { db: Kysely<Tables>; dialect: SqlDialect } {
  if (url.startsWith('sqlite:')) {
    const path = url.slice('sqlite:'.length);
    const dialect = sqliteKyselyDialect({ path, connectionsMax: poolSize, pageCacheMb, random });
    return { db: new Kysely({ dialect }), dialect: sqliteDialect(clock) };
  }
  if (url.startsWith('mysql://')) {
    const server = {
      ...mysqlServerOf(new URL(url)),
      connectionsMax: poolSize,
      random,
      renewLogin,
    };
    return {
      db: new Kysely({ dialect: mysqlKyselyDialect(server) }),
      dialect: mysqlDialect(clock),
    };
  }
  throw new TypeError('A database address starts with sqlite: or mysql://');
}
