import { requestContext } from '@waybill/kit/testing';
import type { APIGatewayProxyEvent } from 'aws-lambda';

export interface Asked {
  readonly method?: string;
  readonly path: string;
  readonly query?: Record<string, string>;
  /** On top of those that the portal sends; undefined takes one away. */
  readonly headers?: Record<string, string | undefined>;
  readonly body?: unknown;
  /** Instead of `body`: what a gateway hands over in base64, since it is no text. */
  readonly bytes?: Buffer;
}

/** A request as API Gateway hands it over, from a signed-in portal unless its headers say otherwise. */
export function aProxyEvent({
  method = 'GET',
  path,
  query,
  headers,
  body,
  bytes,
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
    body: bytes?.toString('base64') ?? (body === undefined ? null : JSON.stringify(body)),
    isBase64Encoded: bytes !== undefined,
    requestContext: requestContext({ method, path, resource: '/bff/{proxy+}' }),
  };
}
