import type { APIGatewayProxyEvent } from 'aws-lambda';

export interface Asked {
  readonly method?: string;
  readonly path: string;
  readonly query?: Record<string, string>;
  /** On top of those that the portal sends; undefined takes one away. */
  readonly headers?: Record<string, string | undefined>;
  readonly body?: unknown;
}

/** A request as API Gateway hands it over, from a signed-in portal unless its headers say otherwise. */
export function aProxyEvent({
  method = 'GET',
  path,
  query,
  headers,
  body,
}: Asked): APIGatewayProxyEvent {
  const all = { authorization: 'Bearer browser-token', 'x-waybill-portal': '1', ...headers };
  const sent = Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  const lists = (values: Record<string, string>) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value]]));
  return {
    resource: '/bff/{proxy+}',
    path,
    httpMethod: method,
    headers: sent,
    multiValueHeaders: lists(sent),
    queryStringParameters: query ?? null,
    multiValueQueryStringParameters: query ? lists(query) : null,
    pathParameters: null,
    stageVariables: null,
    body: body === undefined ? null : JSON.stringify(body),
    isBase64Encoded: false,
    requestContext: {
      accountId: '0',
      apiId: 'spec',
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
        sourceIp: '127.0.0.1',
        user: null,
        userAgent: null,
        userArn: null,
      },
      path,
      stage: 'spec',
      requestId: 'spec',
      requestTimeEpoch: 0,
      resourceId: 'spec',
      resourcePath: '/bff/{proxy+}',
    },
  };
}
