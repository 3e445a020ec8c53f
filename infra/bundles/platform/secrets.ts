import { once } from 'node:events';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { IncomingMessage } from 'node:http';
import { BadConfig } from '@waybill/kit';
// Signs in a few kilobytes; the SDK's client for this one call took most of the time that a function takes to start.
import aws4 from 'aws4';
import * as z from 'zod';

export type Secret = Readonly<Record<string, string>>;

const entries = z.record(z.string(), z.coerce.string());
const credentials = z.object({
  AWS_ACCESS_KEY_ID: z.string(),
  AWS_SECRET_ACCESS_KEY: z.string(),
  AWS_SESSION_TOKEN: z.string().optional(),
  /** Another address than AWS's, as every client of the SDK takes it. */
  AWS_ENDPOINT_URL_SECRETS_MANAGER: z.url().optional(),
});
type Credentials = z.output<typeof credentials>;

const tries = 5;

/**
 * Reads secrets of Secrets Manager as they are now, signed as the function's role.
 *
 * @throws BadConfig for a secret that cannot be read, with what Secrets Manager said
 */
export function createSecretReader(
  region: string,
  variables: Readonly<Record<string, string | undefined>>,
): (id: string) => Promise<Secret> {
  const given = credentials.parse(variables);
  return async (id) => {
    const { SecretString } = await ask(id, region, given);
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

interface Answer {
  readonly SecretString?: string;
  readonly __type?: string;
  readonly message?: string;
}

/** Again after a moment where the service or the way to it was not there, as the SDK does. */
async function ask(id: string, region: string, given: Credentials): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await send(id, region, given).catch((error: unknown) => error as Error);
    if (!(outcome instanceof Error)) {
      const { statusCode = 0, body } = outcome;
      if (statusCode === 200) return body;
      const isTransient = statusCode >= 500 || /Throttling/.test(body.__type ?? '');
      if (!isTransient || attempt === tries) {
        throw new BadConfig(
          `The secret ${id} cannot be read: ${statusCode} ${body.__type ?? ''} ${body.message ?? ''}`,
        );
      }
    } else if (attempt === tries) throw outcome;
    await sleep(50 * 2 ** attempt);
  }
}

async function send(
  id: string,
  region: string,
  given: Credentials,
): Promise<{ statusCode: number | undefined; body: Answer }> {
  const usual = `https://secretsmanager.${region}.amazonaws.com`;
  const url = new URL(given.AWS_ENDPOINT_URL_SECRETS_MANAGER ?? usual);
  const signed = aws4.sign(
    {
      service: 'secretsmanager',
      region,
      method: 'POST',
      path: '/',
      headers: {
        Host: url.host,
        'Content-Type': 'application/x-amz-json-1.1',
        'X-Amz-Target': 'secretsmanager.GetSecretValue',
      },
      body: JSON.stringify({ SecretId: id }),
    },
    {
      accessKeyId: given.AWS_ACCESS_KEY_ID,
      secretAccessKey: given.AWS_SECRET_ACCESS_KEY,
      ...(given.AWS_SESSION_TOKEN && { sessionToken: given.AWS_SESSION_TOKEN }),
    },
  );
  const request = url.protocol === 'http:' ? requestHttp : requestHttps;
  const asked = request(url, { method: 'POST', headers: signed.headers, timeout: 5_000 });
  asked.once('timeout', () => asked.destroy(new Error(`${url.host} does not answer`)));
  asked.end(signed.body);
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  const body = (parsed(await text(answer)) ?? {}) as Answer;
  return { statusCode: answer.statusCode, body };
}

function parsed(json: string | undefined): unknown {
  try {
    return JSON.parse(json ?? '');
  } catch {
    return undefined;
  }
}
