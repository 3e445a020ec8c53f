import { readFileSync, readdirSync } from 'node:fs';
import { isLoopback } from './asking.ts';
import { notAsked, well, wrong } from './finding.ts';
import type { Check, Outcome } from './finding.ts';

/** A connection as far as a check needs one. */
export interface Asks {
  rows(statement: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  end(): Promise<void>;
}

/** @param connect opens the database; nothing is written to it */
export function databaseChecks(
  url: string | undefined,
  expected: readonly string[],
  connect: (url: string) => Promise<Asks>,
): Check[] {
  const look = (at: (database: Asks, url: string) => Promise<Outcome>) => async () => {
    if (url === undefined) return notAsked('WAYBILL_DATABASE_URL says where it is');
    const database = await connect(url);
    try {
      return await at(database, url);
    } finally {
      await database.end();
    }
  };
  return [
    { code: 'DB-001', what: 'the database is reached by TLS', look: look(byTls) },
    {
      code: 'DB-002',
      what: 'its schema is that of this release',
      look: look((database) => inStep(database, expected)),
    },
    { code: 'DB-003', what: 'it is strict and keeps UTC', look: look(isStrict) },
  ];
}

async function byTls(database: Asks, url: string): Promise<Outcome> {
  const [row] = await database.rows("show session status like 'Ssl_cipher'");
  const cipher = String(row?.['Value'] ?? '');
  if (cipher !== '') return well(cipher);
  return isLoopback(url.replace(/^mysql:/, 'http:'))
    ? well('this machine')
    : wrong(
        'in plain text',
        'a cipher',
        'Ask for TLS in the address, and set require_secure_transport.',
      );
}

async function inStep(database: Asks, expected: readonly string[]): Promise<Outcome> {
  const tables = await database.rows("show tables like 'kysely_migration'");
  const migrate = 'Invoke migrate-database of this release.';
  if (tables.length === 0) return wrong('no schema', `${String(expected.length)} steps`, migrate);
  const done = new Set(
    (await database.rows('select name from kysely_migration')).map(({ name }) => String(name)),
  );
  const missing = expected.filter((name) => !done.has(name));
  const later = [...done].filter((name) => !expected.includes(name));
  if (missing.length > 0)
    return wrong(`without ${missing.join(', ')}`, `${String(expected.length)} steps`, migrate);
  return later.length === 0
    ? well(`${String(done.size)} steps`)
    : wrong(
        `with ${later.join(', ')}`,
        `${String(expected.length)} steps`,
        'A later release was here: use the tool of that release, or go on as the guide says of rolling back.',
      );
}

async function isStrict(database: Asks): Promise<Outcome> {
  const [row] = await database.rows('select @@global.sql_mode as mode, @@global.time_zone as zone');
  const [mode, zone] = [String(row?.['mode']), String(row?.['zone'])];
  const isFine = mode.includes('STRICT_TRANS_TABLES') && /^(?:\+00:00|UTC)$/.test(zone);
  return isFine
    ? well(zone)
    : wrong(
        `${zone}, ${mode}`,
        '+00:00 and STRICT_TRANS_TABLES',
        'Set both in the parameter group.',
      );
}

/** The steps of the schema as the sources of this release name them. */
export function stepsOfThisRelease(): string[] {
  const folder = new URL('../../../../libs/backend/store/src/schema/', import.meta.url);
  const named = readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .flatMap((file) => [
      ...readFileSync(new URL(file, folder), 'utf8').matchAll(/^ {2}name: '(\d{3}-[\w-]+)',$/gm),
    ])
    .map(([, name = '']) => name);
  return [...new Set(named)].sort();
}

export async function connectToMySql(url: string): Promise<Asks> {
  const { createConnection } = await import('mysql2/promise');
  const connection = await createConnection(url);
  return {
    rows: async (statement) => (await connection.query(statement))[0] as Record<string, unknown>[],
    end: () => connection.end(),
  };
}
