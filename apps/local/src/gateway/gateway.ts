import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { operations } from '@waybill/contracts';
import type { OperationKey, ProblemName } from '@waybill/contracts';
import { bodyBytesMax, problemAnswer } from '@waybill/kit';
import type { LambdaHandler } from '@waybill/kit';
import { publishedSchema, schemaPath } from '../rule-schema/published-schema.ts';
import { proxyEventOf, queryOf } from './proxy-event.ts';
import { answerUnread, readBody } from './read-body.ts';
import { createRouter } from './routes.ts';

export interface GatewayOptions {
  readonly handlers: Readonly<Record<OperationKey, LambdaHandler>>;
  /** Whether each thing the API needs can be reached; all true means healthy. */
  readonly health: () => Promise<Readonly<Record<string, boolean>>>;
  /** The OpenAPI document as JSON. */
  readonly openApi: () => Promise<string>;
}

interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number | boolean>>;
  readonly body: string;
  /** The request was not read to its end, so its connection cannot serve another. */
  readonly isLast?: boolean;
}

/** API Gateway in front of the Lambdas of the operation table, as far as a REST API with proxy integration goes. */
export function createGateway({ handlers, health, openApi }: GatewayOptions): Server {
  const route = createRouter(operations);
  const open: Readonly<Record<string, (request: IncomingMessage) => Promise<Reply> | Reply>> = {
    '/healthz': async () => healthReply(await health()),
    '/v1/openapi.json': async () => ({ status: 200, headers: json, body: await openApi() }),
    [schemaPath]: (request) => publishedSchema(request.headers['if-none-match']),
  };

  async function reply(request: IncomingMessage): Promise<Reply> {
    const { method = 'GET', url = '' } = request;
    const [path = '', ...search] = url.split('?');
    const asked = method === 'HEAD' ? 'GET' : method;
    const openReply = Object.hasOwn(open, path) ? open[path] : undefined;
    const match = route(asked, path);
    if (!openReply && match.kind === 'unknown') return refusal('not-found', path);
    if (openReply && asked === 'GET') return openReply(request);
    if (openReply || match.kind !== 'found') {
      const methods = match.kind === 'wrong-method' ? match.allow : (['GET'] as const);
      return wrongMethod(method, methods, path);
    }
    const query = queryOf(search.join('?'));
    if (!query)
      return refusal(
        'malformed-request',
        path,
        {},
        'The query is not valid percent-encoded UTF-8.',
      );
    const body = await readBody(request, bodyBytesMax);
    if (!body) return { ...refusal('payload-too-large', path), isLast: true };

    const { key, row } = match.route;
    const { pathParameters } = match;
    const resource = `/v1${row.path}`;
    const event = proxyEventOf(
      request,
      { resource, resourceId: row.name, stage: 'v1', pathParameters, path, query },
      body,
    );
    const result = await handlers[key]({ ...event, httpMethod: asked });
    return { status: result.statusCode, headers: result.headers ?? {}, body: result.body };
  }

  const server = createServer(
    { headersTimeout: 10_000, requestTimeout: 30_000 },
    (request, response) => {
      reply(request)
        .catch((error: unknown) => {
          // A caller that went away in the middle of its request is no fault of ours.
          if (request.complete) {
            const said = { level: 'error', message: 'gateway failed', error: String(error) };
            console.error(JSON.stringify(said));
          }
          return refusal('unexpected', '');
        })
        .then((answer) => {
          send(request, response, answer);
        });
    },
  );
  server.keepAliveTimeout = 65_000;
  server.on('clientError', refuseSocket);
  return server;
}

const json = { 'content-type': 'application/json' };

function healthReply(checks: Readonly<Record<string, boolean>>): Reply {
  const isHealthy = Object.values(checks).every(Boolean);
  const body = JSON.stringify({ status: isHealthy ? 'ok' : 'unavailable', checks });
  return { status: isHealthy ? 200 : 503, headers: json, body };
}

/** `OPTIONS` is told the methods and no more: no other origin is granted anything. */
function wrongMethod(method: string, methods: readonly string[], path: string): Reply {
  const read = methods.includes('GET') ? ['HEAD'] : [];
  const allow = [...methods, ...read, 'OPTIONS'].join(', ');
  if (method === 'OPTIONS') return { status: 204, headers: { allow }, body: '' };
  return refusal('method-not-allowed', path, { allow });
}

function refusal(
  name: ProblemName,
  instance: string,
  headers: Readonly<Record<string, string>> = {},
  detail?: string,
): Reply {
  const traceId = randomBytes(16).toString('hex');
  const tracing = { ...headers, 'x-trace-id': traceId };
  return problemAnswer({ name, headers: tracing, detail }, { instance, traceId });
}

function send(request: IncomingMessage, response: ServerResponse, reply: Reply): void {
  if (response.destroyed) return;
  const headers = {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headersOf(reply),
  };
  if (reply.isLast) {
    answerUnread(request, response, { ...reply, headers });
    return;
  }
  response.writeHead(reply.status, headers);
  response.end(request.method === 'HEAD' ? undefined : reply.body);
}

function headersOf({ body, headers, status }: Reply): Record<string, string> {
  const own = Object.entries(headers).map(([name, value]): [string, string] => [
    name,
    String(value),
  ]);
  const hasBody = status !== 204 && status !== 304;
  return Object.fromEntries(
    hasBody ? [...own, ['content-length', String(Buffer.byteLength(body))]] : own,
  );
}

const statusOfFault: Readonly<Record<string, { status: number; name: ProblemName }>> = {
  HPE_HEADER_OVERFLOW: { status: 431, name: 'malformed-request' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, name: 'malformed-request' },
};

/** What is no HTTP request (two lengths, line breaks in headers, a broken start line) never reaches an operation. */
function refuseSocket(error: Error & { code?: string }, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const { status, name } = statusOfFault[error.code ?? ''] ?? {
    status: 400,
    name: 'malformed-request',
  };
  const { body } = refusal(name, '');
  socket.end(
    `HTTP/1.1 ${status} Refused\r\ncontent-type: application/problem+json\r\ncache-control: no-store\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}
