import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyEvent } from 'aws-lambda';

type Context = APIGatewayProxyEvent['requestContext'];

/** What the gateway knows of a request besides its head and body. */
export interface Matched {
  /** Path template with its prefix: `/v1/runs/{runId}`. */
  readonly resource: string;
  readonly resourceId: string;
  readonly stage: string;
  /** As they stand in the address: a REST API decodes the query but not the path. */
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly path: string;
  readonly query: Readonly<Record<string, string[]>>;
}

/** An `IncomingMessage`, as far as an event tells of it. */
export interface Head {
  readonly method?: string | undefined;
  /** Names and values in turn. */
  readonly rawHeaders: readonly string[];
  readonly httpVersion: string;
  readonly socket: { readonly remoteAddress?: string | undefined };
}

/** The event that a REST API with proxy integration hands to a Lambda. */
export function proxyEventOf(request: Head, matched: Matched, body: Buffer): APIGatewayProxyEvent {
  const { path, pathParameters, query, resource } = matched;
  const multiValueHeaders = headersOf(request.rawHeaders);
  const method = request.method ?? 'GET';
  return {
    resource,
    path,
    httpMethod: method,
    headers: lastOf(multiValueHeaders),
    multiValueHeaders,
    queryStringParameters: orNull(lastOf(query)),
    multiValueQueryStringParameters: orNull({ ...query }),
    pathParameters: orNull({ ...pathParameters }),
    stageVariables: null,
    requestContext: contextOf(request, method, matched),
    ...bodyOf(body),
  };
}

/**
 * Query parameters by name, all their values in order; null when one is not valid percent-encoded UTF-8.
 *
 * @param search what follows the `?`
 */
export function queryOf(search: string): Record<string, string[]> | null {
  const query = new Map<string, string[]>();
  try {
    for (const pair of search.split('&').filter((text) => text !== '')) {
      const at = pair.indexOf('=');
      const name = decoded(at === -1 ? pair : pair.slice(0, at));
      const value = at === -1 ? '' : decoded(pair.slice(at + 1));
      query.set(name, [...(query.get(name) ?? []), value]);
    }
  } catch {
    return null;
  }
  return Object.fromEntries(query);
}

function decoded(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}

/** Text when it is UTF-8, else base64, so that nothing is lost on the way to whoever judges it. */
function bodyOf(body: Buffer): { body: string | null; isBase64Encoded: boolean } {
  if (body.length === 0) return { body: null, isBase64Encoded: false };
  const text = body.toString();
  return Buffer.from(text).equals(body)
    ? { body: text, isBase64Encoded: false }
    : { body: body.toString('base64'), isBase64Encoded: true };
}

/** From the raw list, since Node joins or drops repeated headers elsewhere. */
function headersOf(raw: readonly string[]): Record<string, string[]> {
  const headers = new Map<string, string[]>();
  for (let at = 0; at < raw.length; at += 2) {
    const name = raw[at] ?? '';
    headers.set(name, [...(headers.get(name) ?? []), raw[at + 1] ?? '']);
  }
  return Object.fromEntries(headers);
}

function lastOf(many: Readonly<Record<string, string[]>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(many).map(([name, values]) => [name, values.at(-1) ?? '']),
  );
}

function orNull<Entries extends object>(entries: Entries): Entries | null {
  return Object.keys(entries).length === 0 ? null : entries;
}

function contextOf(
  request: Head,
  method: string,
  { path, resource, resourceId, stage }: Matched,
): Context {
  const now = new Date();
  return {
    accountId: '000000000000',
    apiId: 'local',
    authorizer: {},
    protocol: `HTTP/${request.httpVersion}`,
    httpMethod: method,
    identity: { ...noIdentity, sourceIp: request.socket.remoteAddress ?? '' },
    path,
    stage,
    requestId: randomUUID(),
    requestTime: now.toUTCString(),
    requestTimeEpoch: now.getTime(),
    resourceId,
    resourcePath: resource,
  };
}

const noIdentity: Omit<Context['identity'], 'sourceIp'> = {
  accessKey: null,
  accountId: null,
  apiKey: null,
  apiKeyId: null,
  caller: null,
  clientCert: null,
  cognitoAuthenticationProvider: null,
  cognitoAuthenticationType: null,
  cognitoIdentityId: null,
  cognitoIdentityPoolId: null,
  principalOrgId: null,
  user: null,
  userAgent: null,
  userArn: null,
};
