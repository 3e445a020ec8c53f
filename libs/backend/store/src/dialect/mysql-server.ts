import { readFileSync } from 'node:fs';

/** Who logs in. */
export interface DatabaseLogin {
  readonly user: string;
  readonly password: string;
}

export interface MysqlServer extends DatabaseLogin {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  /** Absent: in the clear, which is for one machine. */
  readonly ssl?: MysqlTls;
}

/** As the driver takes it. One object for all connections of a pool: the driver keeps the parsed certificates by it. */
interface MysqlTls {
  readonly minVersion: 'TLSv1.2';
  readonly rejectUnauthorized: true;
  readonly verifyIdentity: true;
  readonly ca?: string;
}

/**
 * The server that an address names; `openDatabase` says what addresses look like.
 *
 * @throws TypeError for an address that names no database or asks for less than verified TLS
 */
export function mysqlServerOf(url: URL): MysqlServer {
  const database = decodeURIComponent(url.pathname.slice(1));
  if (database === '') throw new TypeError('The address of the database names no database');
  const ssl = tlsOf(url.searchParams);
  return {
    host: url.hostname,
    port: Number(url.port || 3306),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database,
    ...(ssl && { ssl }),
  };
}

/** The names are those of MySQL's own clients; of their modes only the one that cannot be listened to is here. */
function tlsOf(asked: URLSearchParams): MysqlTls | null {
  const mode = asked.get('ssl-mode');
  const file = asked.get('ssl-ca');
  if (mode === null && file === null) return null;
  if (mode !== 'VERIFY_IDENTITY')
    throw new TypeError('The address of the database has ssl-mode=VERIFY_IDENTITY or no ssl-…');
  return {
    minVersion: 'TLSv1.2',
    rejectUnauthorized: true,
    verifyIdentity: true,
    ...(file !== null && { ca: readFileSync(file, 'utf8') }),
  };
}
