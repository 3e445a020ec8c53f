import { createClient } from '@waybill/contracts/client';
import { InvalidToken, describeError, problemAnswer } from '@waybill/kit';
import type { Answer, LambdaHandler, Log, TokenVerifier } from '@waybill/kit';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { answerToError } from './answer-to-error.ts';
import type { PublicKeySet } from './identity/client-keys.ts';
import type { TokenExchange } from './identity/token-exchange.ts';
import { passThrough } from './pass-through/pass-through.ts';
import { apiPathFor } from './pass-through/portal-operations.ts';
import { soleHeader } from './request/headers.ts';
import { isFromOurPage } from './request/same-site.ts';
import { traceOf } from './request/trace.ts';
import type { Trace } from './request/trace.ts';
import { screenAt } from './screens/screens.ts';
import type { Visit } from './visit.ts';

export interface BffOptions {
  /** Up to and with the version: `http://localhost:4300/v1`. */
  readonly apiBaseUrl: string;
  readonly tokens: TokenVerifier;
  readonly exchange: TokenExchange;
  /** The public halves of the keys that the BFF proves itself with, for the issuer to fetch. */
  readonly clientKeys: PublicKeySet;
  readonly log: Log;
  readonly fetcher: typeof fetch;
  /** Hex text of so many random bytes. */
  readonly random: (bytes: number) => string;
}

type Answerer = (visit: Visit) => Promise<Answer>;

/**
 * The portal's back end: lets in people whose browser proves who they are, exchanges their token, and
 * answers the screens and an allow-list of calls. Decides nothing about the business; what is not named
 * here does not exist.
 */
export function createBff(options: BffOptions): LambdaHandler {
  return async (event) => {
    const startedAt = performance.now();
    const trace = traceOf(soleHeader(event, 'traceparent'), options.random);
    const answer = await answerTo(event, trace, options);
    options.log.write({
      level: answer.status >= 500 ? 'error' : 'info',
      message: 'request',
      method: event.httpMethod,
      status: answer.status,
      durationMs: Math.round(performance.now() - startedAt),
      traceId: trace.id,
    });
    return {
      statusCode: answer.status,
      headers: {
        'cache-control': 'no-store',
        ...answer.headers,
        'x-content-type-options': 'nosniff',
        'x-trace-id': trace.id,
      },
      body: answer.body,
      isBase64Encoded: false,
    };
  };
}

async function answerTo(
  event: APIGatewayProxyEvent,
  trace: Trace,
  options: BffOptions,
): Promise<Answer> {
  const at = { instance: event.path, traceId: trace.id };
  try {
    if (isForKeys(event)) return keysAnswer(options.clientKeys);
    const answerer = answererFor(event);
    if (!answerer) return problemAnswer({ name: 'not-found' }, at);
    if (!isFromOurPage(event)) {
      return problemAnswer({ name: 'forbidden', detail: 'Only the portal may call this.' }, at);
    }
    return await admitted(event, trace, options, answerer);
  } catch (error) {
    const { answer, unexpected } = answerToError(error, at);
    if (unexpected) {
      const about = { traceId: trace.id, error: describeError(error) };
      options.log.write({ level: 'error', message: 'request failed', ...about });
    }
    return answer;
  }
}

/** Asked by the issuer, which has no token and is no page of ours. */
function isForKeys({ httpMethod, path }: APIGatewayProxyEvent): boolean {
  return httpMethod === 'GET' && path === '/bff/.well-known/jwks.json';
}

function keysAnswer(keys: PublicKeySet): Answer {
  const headers = { 'content-type': 'application/json', 'cache-control': 'public, max-age=300' };
  return { status: 200, headers, body: JSON.stringify(keys) };
}

async function admitted(
  event: APIGatewayProxyEvent,
  trace: Trace,
  { apiBaseUrl, exchange, fetcher, tokens }: BffOptions,
  answerer: Answerer,
): Promise<Answer> {
  const browserToken = bearerToken(event);
  const caller = await tokens.verify(browserToken);
  const apiToken = () => exchange.apiToken(browserToken);
  const client = createClient({ baseUrl: apiBaseUrl, token: apiToken, fetch: fetcher });
  const visit = { caller, trace, apiBaseUrl, fetcher, apiToken, client };
  const answer = await answerer(visit).catch((error: unknown) => {
    if (Reflect.get(Object(error), 'status') === 401) exchange.forget(browserToken);
    throw error;
  });
  if (answer.status === 401) exchange.forget(browserToken);
  return answer;
}

function bearerToken(event: APIGatewayProxyEvent): string {
  const token = /^Bearer +(\S{1,8192})$/i.exec(soleHeader(event, 'authorization') ?? '')?.[1];
  if (token === undefined) throw new InvalidToken('absent');
  return token;
}

function answererFor(event: APIGatewayProxyEvent): Answerer | null {
  const { httpMethod: method, path } = event;
  const screen = method === 'GET' ? screenAt(path) : null;
  if (screen) {
    const query = definedOnly(event.queryStringParameters ?? {});
    return (visit) => json(screen.answer(visit, query));
  }
  const apiPath = path.startsWith('/bff/api/')
    ? apiPathFor(method, path.slice('/bff/api'.length))
    : null;
  return apiPath === null ? null : (visit) => passThrough(event, apiPath, visit);
}

async function json(value: Promise<unknown>): Promise<Answer> {
  return {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(await value),
  };
}

function definedOnly(query: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const entries = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return Object.fromEntries(entries);
}
