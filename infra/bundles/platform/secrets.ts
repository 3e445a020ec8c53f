import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { BadConfig } from '@waybill/kit';
import * as z from 'zod';

export type Secret = Readonly<Record<string, string>>;

const entries = z.record(z.string(), z.coerce.string());

/**
 * Reads secrets of Secrets Manager as they are now. Credentials and a different endpoint come from the environment, as with every client
 * of the SDK.
 */
export function createSecretReader(region: string): (id: string) => Promise<Secret> {
  const client = new SecretsManagerClient({ region, maxAttempts: 5 });
  return async (id) => {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: id }));
    const read = entries.safeParse(parsed(SecretString));
    if (!read.success) throw new BadConfig(`The secret ${id} is no JSON object with texts`);
    return read.data;
  };
}

/** @throws BadConfig that names the entry and the secret */
export function entryOf(secret: Secret, name: string, id: string): string {
  const value = secret[name];
  if (!value) throw new BadConfig(`The secret ${id} has no entry "${name}"`);
  return value;
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
