import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JWK } from 'oidc-provider';

/** What must outlive a restart, or every token and cookie out there would stop being valid. */
export interface IssuerSecrets {
  /** Private RSA keys; the first one signs, the others are only still published. */
  readonly keys: readonly JWK[];
  readonly cookieKey: string;
}

/** How many signing keys stay published: the current one and the one before it. */
const publishedKeys = 2;

/** Reads the secrets kept in `dataDir`, or makes them there on the first start. */
export function loadSecrets(dataDir: string): IssuerSecrets {
  try {
    return JSON.parse(readFileSync(fileIn(dataDir), 'utf8'));
  } catch (error) {
    if (!isNotFound(error)) throw error;
    return save(dataDir, { keys: [newKey()], cookieKey: randomBytes(32).toString('base64url') });
  }
}

/** Puts a new signing key in front and keeps the one before it, so that tokens in flight stay valid. */
export function rotateSigningKey(dataDir: string, secrets: IssuerSecrets): IssuerSecrets {
  return save(dataDir, { ...secrets, keys: [newKey(), ...secrets.keys].slice(0, publishedKeys) });
}

function newKey(): JWK {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), alg: 'RS256', use: 'sig' };
}

function save(dataDir: string, secrets: IssuerSecrets): IssuerSecrets {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const fresh = `${fileIn(dataDir)}.${process.pid}`;
  writeFileSync(fresh, JSON.stringify(secrets), { mode: 0o600 });
  renameSync(fresh, fileIn(dataDir));
  return secrets;
}

function fileIn(dataDir: string): string {
  return join(dataDir, 'secrets.json');
}

function isNotFound(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
