import { BadConfig, readConfig } from '@waybill/kit';
import type { DatabaseLogin } from '@waybill/store';
import * as z from 'zod';
import { createSecretReader, entryOf } from './secrets.ts';
import type { Secret } from './secrets.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** What the stacks give a function instead of secrets: where they are. */
const places = z.object({
  AWS_REGION: z.string(),
  /** A secret whose entries are further settings. */
  WAYBILL_KEYS_SECRET: z.string().optional(),
  /** One with `username`, `password` and, if it is another than `waybill`, `dbname`. */
  WAYBILL_DATABASE_SECRET: z.string().optional(),
  /** A name, and a port if it is another than 3306. */
  WAYBILL_DATABASE_HOST: z.string().optional(),
  /** Whose certificates the database shows: `node` for those that Node knows, or a PEM file. */
  WAYBILL_DATABASE_AUTHORITIES: z.string().default('node'),
});

/** What a function is started with. */
export interface Start {
  /** Its variables with what its secrets say; known to the function and to no process that it starts. */
  readonly env: Variables;
  /** Reads the secret of the database again, which has been rotated. */
  readonly renewLogin: (() => Promise<DatabaseLogin>) | undefined;
  /** Reads the secret of another login as it is now. */
  readonly readLogin: (id: string) => Promise<DatabaseLogin>;
}

/**
 * Starts a function with its secrets, each read once for the life of the execution environment.
 *
 * @param start gets settings such as a machine of one's own has them
 * @throws BadConfig naming what is missing, and the secret that it was looked for in
 */
export async function onAws<Started>(
  variables: Variables,
  start: (given: Start) => Started,
): Promise<Started> {
  const place = readConfig(places, variables);
  const read = createSecretReader(place.AWS_REGION, variables);
  const { WAYBILL_KEYS_SECRET: keysId, WAYBILL_DATABASE_SECRET: databaseId } = place;
  const [keys, database] = await Promise.all([
    keysId === undefined ? {} : read(keysId),
    databaseId === undefined ? null : read(databaseId),
  ]);
  const readLogin = async (id: string) => loginOf(await read(id), id);
  const isLocated = databaseId !== undefined && database !== null;
  const env = {
    ...variables,
    ...keys,
    ...(isLocated && { WAYBILL_DATABASE_URL: databaseUrl(place, database, databaseId) }),
  };
  const renewLogin = isLocated ? () => readLogin(databaseId) : undefined;
  try {
    return start({ env, renewLogin, readLogin });
  } catch (error) {
    if (!(error instanceof BadConfig) || keysId === undefined) throw error;
    throw new BadConfig(`${error.message}. They were looked for in the secret ${keysId} too`);
  }
}

function databaseUrl(place: z.output<typeof places>, secret: Secret, id: string): string {
  const { WAYBILL_DATABASE_HOST: host, WAYBILL_DATABASE_AUTHORITIES: authorities } = place;
  if (host === undefined) throw new BadConfig('Settings are missing. WAYBILL_DATABASE_HOST');
  const { user, password } = loginOf(secret, id);
  const url = new URL(`mysql://${host}/${encodeURIComponent(secret['dbname'] ?? 'waybill')}`);
  url.username = encodeURIComponent(user);
  url.password = encodeURIComponent(password);
  url.searchParams.set('ssl-mode', 'VERIFY_IDENTITY');
  if (authorities !== 'node') url.searchParams.set('ssl-ca', authorities);
  return url.href;
}

function loginOf(secret: Secret, id: string): DatabaseLogin {
  return { user: entryOf(secret, 'username', id), password: entryOf(secret, 'password', id) };
}
