import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { bodyBytesMax } from '@waybill/kit';
import type { LambdaHandler } from '@waybill/kit';
import { readProgress } from '../first-start/progress-file.ts';
import { proxyEventOf, queryOf } from '../gateway/proxy-event.ts';
import { answerUnread, readBody } from '../gateway/read-body.ts';
import { publishedSchema, schemaPath } from '../rule-schema/published-schema.ts';
import { healthOf } from './health.ts';
import { pageHeaders } from './page-headers.ts';
import type { Settings } from './settings.ts';
import { acceptedEncoding } from './static-files.ts';
import type { StaticFile } from './static-files.ts';

export interface HostParts {
  readonly settings: Settings;
  /** The files of the portal as they are now. */
  readonly files: () => Promise<ReadonlyMap<string, StaticFile>>;
  readonly bff: LambdaHandler;
}

const assetName = /\.(?:js|css|map|json|html|ico|png|svg|txt|ttf|woff2|webmanifest|php|env)$/i;
const bffResource = { resource: '/bff/{proxy+}', resourceId: 'bff', stage: 'local' };
const json = { 'content-type': 'application/json', 'cache-control': 'no-store' };

/** What CloudFront, S3 and API Gateway do for the portal in the cloud, on one port. */
export function createHost(parts: HostParts): Server {
  const { issuer, objectStore } = parts.settings;
  const headers = pageHeaders([new URL(issuer).origin, new URL(objectStore).origin]);
  return createServer((request, response) => {
    answer(request, response, parts, headers).catch((error: unknown) => {
      console.error('portal: request failed', error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  parts: HostParts,
  headers: Record<string, string>,
): Promise<void> {
  const [pathname = '', ...rest] = (request.url ?? '/').split('?');
  const search = rest.join('?');
  if (pathname === '/healthz') {
    const health = await healthOf(parts.settings);
    response.writeHead(health.status === 'ok' ? 200 : 503, json).end(JSON.stringify(health));
  } else if (pathname.startsWith('/bff/') || pathname === '/bff') {
    await callBff(request, response, parts.bff, pathname, search);
  } else if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end();
  } else if (pathname === schemaPath) {
    const { status, headers, body } = publishedSchema(request.headers['if-none-match']);
    response.writeHead(status, headers).end(request.method === 'HEAD' ? undefined : body);
  } else if (pathname === '/config.json') {
    // While the story of a first start is told; the shell asks again until the field is gone.
    const history = await readProgress(parts.settings.home);
    const config = JSON.stringify({
      ...parts.settings.browserConfig,
      ...(history === null ? {} : { history }),
    });
    response.writeHead(200, { ...headers, ...json, 'cache-control': 'no-cache' }).end(config);
  } else {
    await sendFile(request, response, parts, headers, pathname, search);
  }
}

async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  parts: HostParts,
  headers: Record<string, string>,
  pathname: string,
  search: string,
): Promise<void> {
  const { settings } = parts;
  const files = await parts.files();
  const file =
    files.get(pathname) ?? (assetName.test(pathname) ? undefined : files.get('/index.html'));
  if (!file) {
    notFound(response, headers);
    return;
  }
  if (file.type.startsWith('text/html') && request.headers.host?.startsWith('127.0.0.1:')) {
    // The issuer sends people back to the one address it knows.
    const query = search === '' ? '' : `?${search}`;
    response.writeHead(302, { location: `${settings.origin}${pathname}${query}` }).end();
    return;
  }
  const found = await file.bytes(acceptedEncoding(headerOf(request)));
  if (!found) {
    notFound(response, headers);
    return;
  }
  const { body, encoding } = found;
  response.writeHead(200, {
    ...headers,
    'content-type': file.type,
    'content-length': body.byteLength,
    'cache-control': file.cacheControl,
    vary: 'Accept-Encoding',
    ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** Of old chunks as well: a page that is told so knows that there is a newer portal to load. */
function notFound(response: ServerResponse, headers: Record<string, string>): void {
  const plain = { ...headers, 'content-type': 'text/plain', 'cache-control': 'no-store' };
  response.writeHead(404, plain).end('Not found\n');
}

async function callBff(
  request: IncomingMessage,
  response: ServerResponse,
  bff: LambdaHandler,
  path: string,
  search: string,
): Promise<void> {
  const query = queryOf(search);
  if (!query) {
    response.writeHead(400).end();
    return;
  }
  const body = await readBody(request, bodyBytesMax);
  if (!body) {
    answerUnread(request, response, { status: 413, headers: {}, body: '' });
    return;
  }
  const pathParameters = { proxy: path.replace(/^\/bff\/?/, '') };
  const matched = { ...bffResource, pathParameters, path, query };
  const result = await bff(proxyEventOf(request, matched, body));
  const headers = Object.fromEntries(
    Object.entries(result.headers ?? {}).map(([name, value]) => [name, String(value)]),
  );
  const pays = result.body.length > 2000 && acceptedEncoding(headerOf(request)) !== 'identity';
  const sent = pays ? await promisify(gzip)(result.body) : Buffer.from(result.body);
  if (pays) headers['content-encoding'] = 'gzip';
  response.writeHead(result.statusCode, { ...headers, vary: 'Accept-Encoding' }).end(sent);
}

function headerOf(request: IncomingMessage): string | undefined {
  const value = request.headers['accept-encoding'];
  return Array.isArray(value) ? value.join(',') : value;
}
