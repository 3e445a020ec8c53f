import { once } from 'node:events';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { text } from 'node:stream/consumers';
import type { IncomingMessage } from 'node:http';
// Signs in a few kilobytes; the SDK's client for one call took most of the time that a function takes to start.
import aws4 from 'aws4';
import * as z from 'zod';

const credentials = z.object({
  AWS_ACCESS_KEY_ID: z.string(),
  AWS_SECRET_ACCESS_KEY: z.string(),
  AWS_SESSION_TOKEN: z.string().optional(),
});
export type Credentials = z.output<typeof credentials>;

/** What Lambda gives a function of its role. */
export function credentialsIn(
  variables: Readonly<Record<string, string | undefined>>,
): Credentials {
  return credentials.parse(variables);
}

export interface Call {
  /** As AWS's signatures name it: `secretsmanager`, `ses`. */
  readonly service: string;
  readonly region: string;
  /** Scheme, host and path. */
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** For so long nothing may happen on the connection. */
  readonly timeoutMs: number;
}

export interface Reply {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
}

/** One POST to a service of AWS, signed as the function's role. @throws when no answer came, also after the service got it */
export async function signedCall(call: Call, given: Credentials): Promise<Reply> {
  const { body, headers, region, service, timeoutMs, url } = call;
  const signed = aws4.sign(
    {
      service,
      region,
      method: 'POST',
      path: url.pathname,
      headers: { Host: url.host, ...headers },
      body,
    },
    {
      accessKeyId: given.AWS_ACCESS_KEY_ID,
      secretAccessKey: given.AWS_SECRET_ACCESS_KEY,
      ...(given.AWS_SESSION_TOKEN && { sessionToken: given.AWS_SESSION_TOKEN }),
    },
  );
  const request = url.protocol === 'http:' ? requestHttp : requestHttps;
  const asked = request(url, { method: 'POST', headers: signed.headers, timeout: timeoutMs });
  asked.once('timeout', () => asked.destroy(new Error(`${url.host} does not answer`)));
  asked.end(signed.body);
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  return { status: answer.statusCode ?? 0, headers: answer.headers, text: await text(answer) };
}
