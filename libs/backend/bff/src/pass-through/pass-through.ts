import { Unavailable } from '@waybill/kit';
import type { Answer } from '@waybill/kit';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { Visit } from '../visit.ts';
import { headerValues } from '../request/headers.ts';

/** Headers that mean something to the API; every other one stays here. */
const requestHeaders = ['idempotency-key', 'if-match', 'if-none-match'] as const;
const responseHeaders = ['content-type', 'etag', 'retry-after'] as const;

/** Sends one allowed call on to the API as the person, and its answer back as it is. */
export async function passThrough(
  event: APIGatewayProxyEvent,
  apiPath: string,
  { apiBaseUrl, fetcher, apiToken, trace }: Visit,
): Promise<Answer> {
  const search = searchOf(event);
  const body = bodyOf(event);
  const headers = new Headers({
    accept: 'application/json, application/problem+json',
    authorization: `Bearer ${await apiToken()}`,
    traceparent: trace.traceparent,
  });
  if (body !== null) headers.set('content-type', 'application/json');
  for (const name of requestHeaders) {
    for (const value of headerValues(event, name)) headers.append(name, value);
  }
  let response: Response;
  try {
    response = await fetcher(`${apiBaseUrl}${apiPath}${search}`, {
      method: event.httpMethod,
      headers,
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(30_000),
    });
    return {
      status: response.status,
      headers: answerHeaders(response),
      body: await response.text(),
    };
  } catch (cause) {
    throw new Unavailable('The integration API does not answer.', { cause });
  }
}

function answerHeaders(response: Response): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const name of responseHeaders) {
    const value = response.headers.get(name);
    if (value !== null) headers[name] = value;
  }
  const location = response.headers.get('location');
  if (location?.startsWith('/v1/')) headers['location'] = location.replace('/v1/', '/bff/api/');
  return headers;
}

function searchOf({ multiValueQueryStringParameters }: APIGatewayProxyEvent): string {
  const search = new URLSearchParams(
    Object.entries(multiValueQueryStringParameters ?? {}).flatMap(([name, values]) =>
      (values ?? []).map((value) => [name, value]),
    ),
  ).toString();
  return search === '' ? '' : `?${search}`;
}

/** Bytes that are no text stay bytes, so that the API can refuse them; read as text here, they would become other text. */
function bodyOf({ body, httpMethod, isBase64Encoded }: APIGatewayProxyEvent) {
  if (httpMethod === 'GET' || body === null) return null;
  return isBase64Encoded ? Buffer.from(body, 'base64') : body;
}
