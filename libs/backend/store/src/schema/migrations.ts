import { sql, type Kysely, type RawBuilder } from 'kysely';
import { DEFAULT_MIGRATION_TABLE, Migrator, type Migration } from 'kysely/migration';
import type { SqlDialect } from '../dialect/sql-dialect.ts';
import { ownSettings } from './002-own-settings.ts';
import { jobs } from './003-jobs.ts';
import { feeds } from './004-feeds.ts';
import { filesAndRowErrors } from './005-files-and-row-errors.ts';
import { replays } from './006-replays.ts';
import { runAttempts } from './007-run-attempts.ts';
import { changeRequests } from './017-change-requests.ts';
import { backtests } from './018-backtests.ts';
import { backtestEvidence } from './019-backtest-evidence.ts';
import { trials } from './020-trials.ts';
import { runParts } from './021-run-parts.ts';
import { chainStart } from './chain-start.ts';
import { columnTypes, type ColumnTypes } from './column-types.ts';
import { appendOnlyTriggers, indexes } from './first-indexes.ts';
import { hubTables, pointsTables } from './first-tables.ts';
import { views } from './first-views.ts';
import { members } from './008-members.ts';
import { search } from './010-search.ts';
import { auditOrder } from './010-audit-order.ts';
import { fileNames, fileNamesFilled } from './011-file-names.ts';
import { listOrders } from './013-list-orders.ts';
import { ruleLife, ruleVersionsFilled } from './014-rule-life.ts';
import { runsOfFiles } from './016-runs-of-files.ts';
import type { Session } from '../session.ts';
import type { Tables } from './tables.ts';

/** One step of the schema, written once for both databases; each later one has a file of its own here. */
export interface SchemaStep {
  /** `NNN-what`, in order of the number. */
  readonly name: string;
  statements?(types: ColumnTypes, dialect: SqlDialect): readonly RawBuilder<unknown>[];
  /** What a new table says of rows that are there already and that SQL alone cannot. May be run again. */
  fill?(session: Session): Promise<void>;
  /**
   * Of a step that takes something away or makes a rule stricter: the last release whose code counted on what was there. Every other step only
   * adds, since the release before it works on while it is done.
   */
  readonly lastReader?: string;
}

const first: SchemaStep = {
  name: '001-first',
  statements: (types, dialect) => [
    ...hubTables(types),
    ...pointsTables(types),
    ...indexes,
    ...appendOnlyTriggers(dialect),
    ...views(types),
    sql`insert into audit_head (id, seq, hash) values (1, 0, ${chainStart})`,
  ],
};

/** In order; a step that was released is never edited again, only followed. `expand-contract.spec.ts` holds each to adding only. */
export const steps: readonly SchemaStep[] = [
  first,
  ownSettings,
  jobs,
  feeds,
  filesAndRowErrors,
  replays,
  runAttempts,
  members,
  search,
  auditOrder,
  fileNames,
  fileNamesFilled,
  listOrders,
  ruleLife,
  ruleVersionsFilled,
  runsOfFiles,
  changeRequests,
  backtests,
  backtestEvidence,
  trials,
  runParts,
];

function migrations(dialect: SqlDialect): Record<string, Migration> {
  const up = (step: SchemaStep) => async (db: Kysely<Tables>) => {
    const types = columnTypes(dialect, await binaryCollation(db, dialect));
    for (const statement of step.statements?.(types, dialect) ?? []) await statement.execute(db);
    const session: Session = { db, dialect, atomically: (work) => work(session) };
    await step.fill?.(session);
  };
  return Object.fromEntries(steps.map((step) => [step.name, { up: up(step) }]));
}

/**
 * Brings the schema up to date. The migrator holds MySQL's GET_LOCK, or SQLite's write lock, so that of several processes one works and
 * the others find it done.
 */
export async function migrate(db: Kysely<Tables>, dialect: SqlDialect): Promise<void> {
  if (await isAhead(db)) return;
  const provider = { getMigrations: () => Promise.resolve(migrations(dialect)) };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error !== undefined) throw error;
}

/**
 * Whether a later release was here and did all of ours: what it added does not trouble us, and what it took away it took when nobody read it
 * any more. The migrator alone would call its steps corrupt, and no release could go back.
 */
async function isAhead(db: Kysely<Tables>): Promise<boolean> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === DEFAULT_MIGRATION_TABLE)) return false;
  const { rows } = await sql<{ name: string }>`
    select name from ${sql.table(DEFAULT_MIGRATION_TABLE)}`.execute(db);
  const done = new Set(rows.map(({ name }) => name));
  return done.size > steps.length && steps.every(({ name }) => done.has(name));
}

async function binaryCollation(db: Kysely<Tables>, { engine }: SqlDialect): Promise<string> {
  if (engine === 'sqlite') return 'binary';
  const { rows } = await sql<{ version: string }>`select version() as version`.execute(db);
  const mariaDb = rows[0]?.version.includes('MariaDB') ?? false;
  return mariaDb ? 'utf8mb4_nopad_bin' : 'utf8mb4_0900_bin';
}
