import { setTimeout as sleep } from 'node:timers/promises';
import { BadConfig } from '@waybill/kit';
import * as z from 'zod';
import { credentialsIn, signedCall } from './signed-call.ts';
import type { Credentials } from './signed-call.ts';

export type Secret = Readonly<Record<string, string>>;

const entries = z.record(z.string(), z.coerce.string());
const tries = 5;
const timeoutMs = 5_000;

/** Another address than AWS's, as every client of the SDK takes it. */
const places = z.object({ AWS_ENDPOINT_URL_SECRETS_MANAGER: z.url().optional() });

/**
 * Reads secrets of Secrets Manager as they are now, signed as the function's role.
 *
 * @throws BadConfig for a secret that cannot be read, with what Secrets Manager said
 */
export function createSecretReader(
  region: string,
  variables: Readonly<Record<string, string | undefined>>,
): (id: string) => Promise<Secret> {
  const given = credentialsIn(variables);
  const { AWS_ENDPOINT_URL_SECRETS_MANAGER: elsewhere } = places.parse(variables);
  const url = new URL(elsewhere ?? `https://secretsmanager.${region}.amazonaws.com`);
  return async (id) => {
    const { SecretString } = await ask(id, { region, url }, given);
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

interface Place {
  readonly region: string;
  readonly url: URL;
}

interface Answer {
  readonly SecretString?: string;
  readonly __type?: string;
  readonly message?: string;
}

/** Again after a moment where the service or the way to it was not there, as the SDK does. */
async function ask(id: string, place: Place, given: Credentials): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await send(id, place, given).catch((error: unknown) => error as Error);
    if (!(outcome instanceof Error)) {
      const { status, body } = outcome;
      if (status === 200) return body;
      const isTransient = status >= 500 || /Throttling/.test(body.__type ?? '');
      if (!isTransient || attempt === tries) {
        throw new BadConfig(
          `The secret ${id} cannot be read: ${status} ${body.__type ?? ''} ${body.message ?? ''}`,
        );
      }
    } else if (attempt === tries) throw outcome;
    await sleep(50 * 2 ** attempt);
  }
}

async function send(
  id: string,
  { region, url }: Place,
  given: Credentials,
): Promise<{ status: number; body: Answer }> {
  const headers = {
    'Content-Type': 'application/x-amz-json-1.1',
    'X-Amz-Target': 'secretsmanager.GetSecretValue',
  };
  const body = JSON.stringify({ SecretId: id });
  const call = { service: 'secretsmanager', region, url, headers, body, timeoutMs };
  const { status, text } = await signedCall(call, given);
  return { status, body: (parsed(text) ?? {}) as Answer };
}

function parsed(json: string | undefined): unknown {
  try {
    return JSON.parse(json ?? '');
  } catch {
    return undefined;
  }
}
