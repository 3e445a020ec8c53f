import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { APIGatewayProxyEvent } from 'aws-lambda';

export const bodyBytesMax = 1_048_576;

/** The body is larger than anything the portal sends. */
export class BodyTooLarge extends Error {}

/**
 * The request as API Gateway hands it to a Lambda (REST API, proxy integration): header and query names as
 * sent, the last value alone and all of them in lists.
 *
 * @throws BodyTooLarge
 */
export async function proxyEventOf(request: IncomingMessage): Promise<APIGatewayProxyEvent> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const headers = listsOf(pairsOf(request.rawHeaders));
  const query = listsOf([...url.searchParams]);
  const method = request.method ?? 'GET';
  const path = url.pathname;
  return {
    resource: '/bff/{proxy+}',
    path,
    httpMethod: method,
    headers: lastOf(headers),
    multiValueHeaders: headers,
    queryStringParameters: nullIfEmpty(lastOf(query)),
    multiValueQueryStringParameters: nullIfEmpty(query),
    pathParameters: { proxy: path.replace(/^\/bff\//, '') },
    stageVariables: null,
    body: await bodyOf(request),
    isBase64Encoded: false,
    requestContext: requestContext(request, method, path),
  };
}

async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const part = Buffer.from(chunk);
    bytes += part.byteLength;
    if (bytes > bodyBytesMax) throw new BodyTooLarge();
    chunks.push(part);
  }
  return bytes === 0 ? null : Buffer.concat(chunks).toString();
}

function requestContext(
  request: IncomingMessage,
  method: string,
  path: string,
): APIGatewayProxyEvent['requestContext'] {
  const now = new Date();
  return {
    accountId: '000000000000',
    apiId: 'local',
    authorizer: null,
    protocol: 'HTTP/1.1',
    httpMethod: method,
    identity: {
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
      sourceIp: request.socket.remoteAddress ?? '',
      user: null,
      userAgent: request.headers['user-agent'] ?? null,
      userArn: null,
    },
    path,
    stage: 'local',
    requestId: randomUUID(),
    requestTime: now.toISOString(),
    requestTimeEpoch: now.getTime(),
    resourceId: 'local',
    resourcePath: '/bff/{proxy+}',
  };
}

function pairsOf(raw: readonly string[]): [string, string][] {
  return raw.flatMap((name, index): [string, string][] =>
    index % 2 === 0 ? [[name, raw[index + 1] ?? '']] : [],
  );
}

function listsOf(pairs: readonly (readonly [string, string])[]): Record<string, string[]> {
  const lists = new Map<string, string[]>();
  for (const [name, value] of pairs) lists.set(name, [...(lists.get(name) ?? []), value]);
  return Object.fromEntries(lists);
}

function lastOf(lists: Readonly<Record<string, string[]>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(lists).map(([name, values]) => [name, values.at(-1) ?? '']),
  );
}

function nullIfEmpty<Value extends object>(value: Value): Value | null {
  return Object.keys(value).length === 0 ? null : value;
}
