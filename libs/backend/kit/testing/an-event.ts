import type { Operation } from '@waybill/contracts';
import type { APIGatewayProxyEvent } from 'aws-lambda';

export interface Sent {
  token?: string;
  params?: Readonly<Record<string, string>>;
  query?: Readonly<Record<string, string | readonly string[]>>;
  /** Sent as it is when it is a string, else as JSON. */
  body?: unknown;
  headers?: Readonly<Record<string, string | readonly string[]>>;
}

/**
 * The REST API proxy event of one request to an operation. A POST has a content type and a new Idempotency-Key, an
 * edit edits whatever is there, unless `headers` says otherwise; an empty list takes a header away.
 */
export function anEvent(row: Operation, sent: Sent = {}): APIGatewayProxyEvent {
  const { body, headers, params = {}, query = {}, token } = sent;
  const multiValueHeaders = many({
    Host: 'localhost:4300',
    ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
    ...(row.method === 'POST'
      ? { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() }
      : {}),
    ...(row.edits ? { 'Content-Type': 'application/json', 'If-Match': '*' } : {}),
    ...headers,
  });
  const multiValueQueryStringParameters = many(query);
  const resource = `/v1${row.path}`;
  const path = `/v1${row.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))}`;
  return {
    resource,
    path,
    httpMethod: row.method,
    headers: lastOf(multiValueHeaders),
    multiValueHeaders,
    queryStringParameters: lastOf(multiValueQueryStringParameters),
    multiValueQueryStringParameters,
    pathParameters: Object.fromEntries(
      Object.entries(params).map(([name, value]) => [name, encodeURIComponent(value)]),
    ),
    stageVariables: null,
    requestContext: requestContext({ method: row.method, path, resource }),
    body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
    isBase64Encoded: false,
  };
}

function many(
  entries: Readonly<Record<string, string | readonly string[]>>,
): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(entries)
      .map(([name, value]): [string, string[]] => [
        name,
        typeof value === 'string' ? [value] : [...value],
      ])
      .filter(([, values]) => values.length > 0),
  );
}

function lastOf(entries: Record<string, string[]>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(entries).map(([name, values]) => [name, values.at(-1) ?? '']),
  );
}

/** What API Gateway says of a request besides its text; nothing in it is worth a test. */
export function requestContext(of: {
  method: string;
  path: string;
  resource: string;
}): APIGatewayProxyEvent['requestContext'] {
  return {
    accountId: '000000000000',
    apiId: 'local',
    authorizer: {},
    protocol: 'HTTP/1.1',
    httpMethod: of.method,
    identity: noIdentity,
    path: of.path,
    stage: 'v1',
    requestId: 'request-1',
    requestTimeEpoch: 0,
    resourceId: of.resource,
    resourcePath: of.resource,
  };
}

const noIdentity: APIGatewayProxyEvent['requestContext']['identity'] = {
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
  sourceIp: '127.0.0.1',
  user: null,
  userAgent: null,
  userArn: null,
};
