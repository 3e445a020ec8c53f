import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { DatabaseLogin } from '../dialect/mysql-server.ts';
import { connect, type DatabaseOptions } from '../open-database.ts';
import { runningRights } from './running-rights.ts';
import type { Tables } from './tables.ts';

/**
 * Lets the hub's own user in, with the rights that a running hub needs and no others: it changes no schema and rewrites no ledger. Makes
 * the user when it is absent, sets its password, and brings its rights up to date; may be repeated at any time, and no right is missing
 * in between.
 *
 * @param ownerUrl a MySQL address as for `openDatabase`, of a user who may make users; the schema is up to date
 */
export async function admitRunningUser(
  ownerUrl: string,
  login: DatabaseLogin,
  options: Pick<DatabaseOptions, 'renewLogin'> = {},
): Promise<void> {
  const { db, dialect } = connect(ownerUrl, { ...options, poolSize: 1, random: Math.random });
  try {
    if (dialect.engine !== 'mysql') throw new TypeError('Only MySQL has users');
    const account = sql`${login.user}@'%'`;
    await sql`create user if not exists ${account} identified by ${login.password}`.execute(db);
    await sql`alter user ${account} identified by ${login.password}`.execute(db);
    for (const user of await alikeUsers(db, login.user)) await bringUpToDate(db, user);
  } finally {
    await db.destroy();
  }
}

/** Passwords that change by turns belong to two users, of whom the second is named so by Secrets Manager. */
async function alikeUsers(db: Kysely<Tables>, name: string): Promise<string[]> {
  const first = name.replace(/_clone$/, '');
  const names = [first, `${first}_clone`];
  const { rows } = await sql<{ name: string }>`
    select user as name from mysql.user where host = '%' and user in (${sql.join(names)})`.execute(
    db,
  );
  return rows.map((row) => row.name);
}

async function bringUpToDate(db: Kysely<Tables>, user: string): Promise<void> {
  const has = await rightsOf(db, user);
  const wanted = new Set(
    Object.entries(runningRights).flatMap(([table, rights]) =>
      rights.map((right) => `${right} ${table}`),
    ),
  );
  const account = sql`${user}@'%'`;
  for (const [table, rights] of byTable(without(wanted, has)))
    await sql`grant ${rights} on ${table} to ${account}`.execute(db);
  for (const [table, rights] of byTable(without(has, wanted)))
    await sql`revoke ${rights} on ${table} from ${account}`.execute(db);
}

/** `select partner`, … as they are now. */
async function rightsOf(db: Kysely<Tables>, user: string): Promise<Set<string>> {
  const { rows } = await sql<{ granted: string }>`
    select concat(lower(privilege_type), ' ', table_name) as granted
    from information_schema.table_privileges
    where table_schema = database() and grantee = ${`'${user}'@'%'`}`.execute(db);
  return new Set(rows.map(({ granted }) => granted));
}

function without(rights: ReadonlySet<string>, others: ReadonlySet<string>): Set<string> {
  return new Set([...rights].filter((right) => !others.has(right)));
}

/** One statement for each table. */
function byTable(rights: ReadonlySet<string>): [RawBuilder<unknown>, RawBuilder<unknown>][] {
  const tables = Map.groupBy(rights, (right) => right.slice(right.lastIndexOf(' ') + 1));
  return [...tables].map(([table, all]) => [
    sql.table(table),
    sql.raw(all.map((right) => right.slice(0, right.lastIndexOf(' '))).join(', ')),
  ]);
}
