import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHost } from './host.ts';
import { settingsFrom } from './settings.ts';
import { watchStaticFiles } from './static-files.ts';

const index = `<!doctype html><title>Waybill</title>${' '.repeat(2000)}`;
const script = `console.log('${'x'.repeat(3000)}')`;
let folder: string;
let server: Server;
let port: number;
const events: APIGatewayProxyEvent[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waybill-portal-'));
  await writeFile(join(folder, 'index.html'), index);
  await writeFile(join(folder, 'main-AB12cd34.js'), script);
  await writeFile(join(folder, '.stamp'), 'secret');
  await writeFile(join(folder, 'manifest.webmanifest'), '{"name":"Waybill"}');
  await writeFile(join(folder, 'service-worker.js'), '// the worker');
  await mkdir(join(folder, 'media'));
  await writeFile(join(folder, 'media/logo.svg'), '<svg/>');
  const settings = settingsFrom(
    { WAYBILL_HOME: folder, WAYBILL_API_PORT: '9', WAYBILL_S3_PORT: '9', WAYBILL_ISSUER_PORT: '9' },
    '1.2.3',
    '{}',
  );
  server = createHost({
    settings,
    files: watchStaticFiles(folder),
    bff: (event) => {
      events.push(event);
      const body = JSON.stringify({ long: 'y'.repeat(3000) });
      return Promise.resolve({ statusCode: 200, headers: { 'x-trace-id': 't' }, body });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await rm(folder, { recursive: true });
});

describe('the portal’s host', () => {
  it.each(['/', '/runs', '/runs/run_1/errors', '/feeds/acme.purchases', '/auth/callback'])(
    'answers the route %s with the application, never from a cache',
    async (path) => {
      const { status, headers, body } = await get(path);

      expect(status).toBe(200);
      expect(headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-cache',
      });
      expect(body.toString()).toBe(index);
    },
  );

  it.each([
    '/nothing.js',
    '/chunk-ZZZZZZZZ.css',
    '/runs/x.map',
    '/.env',
    '/.stamp.txt',
    '/wp-login.php',
  ])('has no page for %s', async (path) => {
    const { status, body } = await get(path);

    expect(status).toBe(404);
    expect(body.toString()).not.toContain('<title>');
  });

  it.each(['/../../package.json', '/%2e%2e/%2e%2e/package.json', '/media/../../../etc/hosts.txt'])(
    'serves no file outside the build: %s',
    async (path) => {
      const { status, body } = await get(path);

      expect([200, 404]).toContain(status);
      expect(body.toString()).not.toMatch(/"name"|localhost/);
    },
  );

  it('says of chunks of a build that was replaced that they are gone, and serves the new one', async () => {
    await writeFile(join(folder, 'chunk-OLD00000.js'), 'old');
    await rebuilt(index);
    expect((await get('/')).status).toBe(200);
    // In the middle of a build the page is still there, and some of its chunks are not.
    await rm(join(folder, 'chunk-OLD00000.js'));
    expect(await get('/chunk-OLD00000.js')).toMatchObject({ status: 404, body: notFound });

    await writeFile(join(folder, 'chunk-NEW00000.js'), 'new');
    await rebuilt('<!doctype html><title>Next</title>');

    expect((await get('/')).body.toString()).toContain('Next');
    expect((await get('/chunk-NEW00000.js')).body.toString()).toBe('new');
    expect((await get('/chunk-OLD00000.js')).status).toBe(404);
    await rebuilt(index);
  });

  it('never serves a hidden file', async () => {
    expect((await get('/.stamp')).body.toString()).not.toContain('secret');
  });

  it.each([
    ['br, gzip', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['br;q=0, gzip', 'gzip', gunzipSync],
    ['', undefined, (body: Buffer) => body],
  ])(
    'speaks %j as %s, and lets hashed files be kept for good',
    async (accept, encoding, decode) => {
      const { headers, body } = await get('/main-AB12cd34.js', { 'accept-encoding': accept });

      expect(headers['content-encoding']).toBe(encoding);
      expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
      expect(decode(body).toString()).toBe(script);
    },
  );

  it.each([
    ['/manifest.webmanifest', 'application/manifest+json'],
    ['/service-worker.js', 'text/javascript; charset=utf-8'],
  ])('hands out %s as what it is, and never from a cache', async (path, type) => {
    const { status, headers } = await get(path);

    expect(status).toBe(200);
    expect(headers).toMatchObject({ 'content-type': type, 'cache-control': 'no-cache' });
  });

  it('lets the page run only our own scripts and speak only to us, the issuer and the store', async () => {
    const { headers } = await get('/');
    const policy = String(headers['content-security-policy']);

    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("connect-src 'self' http://localhost:9 http://127.0.0.1:9;");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe|\*/);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
    });
  });

  it('tells the browser its configuration and no secret', async () => {
    const { headers, body } = await get('/config.json');

    expect(JSON.parse(body.toString())).toMatchObject({
      clientId: 'waybill-portal',
      version: '1.2.3',
    });
    expect(body.toString()).not.toContain('secret');
    expect(headers['cache-control']).toBe('no-cache');
  });

  it('sends people from 127.0.0.1 to the address the issuer knows', async () => {
    const { status, headers } = await get('/runs?q=1', { host: `127.0.0.1:${port}` });

    expect(status).toBe(302);
    expect(headers['location']).toBe('http://localhost:4200/runs?q=1');
  });

  it('hands /bff to the handler as API Gateway does', async () => {
    events.length = 0;

    const { status, body } = await get('/bff/api/runs?state=failed&q=a%2Bb&q=c', {
      'X-Waybill-Portal': '1',
      'accept-encoding': 'gzip',
    });

    expect(status).toBe(200);
    expect(gunzipSync(body).toString()).toContain('yyy');
    expect(events[0]).toMatchObject({
      httpMethod: 'GET',
      path: '/bff/api/runs',
      queryStringParameters: { state: 'failed', q: 'c' },
      multiValueQueryStringParameters: { state: ['failed'], q: ['a+b', 'c'] },
      headers: { 'X-Waybill-Portal': '1' },
      body: null,
      isBase64Encoded: false,
    });
  });

  it('hands a body over byte for byte, text or not', async () => {
    events.length = 0;

    await post('/bff/api/x', Buffer.from('{"name":"Zoë"}'));
    await post('/bff/api/x', Buffer.from([0x7b, 0xff, 0x7d]));

    expect(events.map(({ body, isBase64Encoded }) => [body, isBase64Encoded])).toEqual([
      ['{"name":"Zoë"}', false],
      ['e/99', true],
    ]);
  });

  it('hands over no body larger than any that the portal sends', async () => {
    events.length = 0;

    const { status } = await post('/bff/api/x', Buffer.alloc(1_048_577, ' '));

    expect(status).toBe(413);
    expect(events).toEqual([]);
  });

  it.each([
    ['//', 200],
    ['//evil.example/runs', 200],
    ['/bff/api/runs?q=%FF', 400],
  ])('is not upset by the address %s', async (path, expected) => {
    events.length = 0;

    expect((await get(path)).status).toBe(expected);
    expect(events).toEqual([]);
  });

  it('says what is missing while the hub is starting', async () => {
    const { status, body } = await get('/healthz');

    expect(status).toBe(503);
    expect(JSON.parse(body.toString())).toEqual({
      status: 'starting',
      missing: ['api', 'issuer', 'object-store', 'worker'],
    });
  });

  it('takes nothing but GET and HEAD for files', async () => {
    expect((await get('/', {}, 'PUT')).status).toBe(405);
    const { status, body } = await get('/', {}, 'HEAD');
    expect([status, body.length]).toEqual([200, 0]);
  });
});

/** Plain `node:http`: it sends the path and the headers exactly as given. */
const notFound = Buffer.from('Not found\n');

let builds = 0;
/** Writes the page, later than it was written before by any clock of files. */
async function rebuilt(page: string): Promise<void> {
  await writeFile(join(folder, 'index.html'), page);
  builds += 1;
  await utimes(join(folder, 'index.html'), 2_000_000_000 + builds, 2_000_000_000 + builds);
}

function get(
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
  sent: Buffer = Buffer.alloc(0),
) {
  const options = { port, path, method, headers: { host: `localhost:${port}`, ...headers } };
  return new Promise<{
    status: number | undefined;
    headers: Record<string, unknown>;
    body: Buffer;
  }>((resolve, reject) => {
    const call = request({ host: '127.0.0.1', ...options }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        resolve({
          status: response.statusCode,
          headers: response.headers,
          body: Buffer.concat(chunks),
        });
      });
    });
    call.on('error', reject);
    call.end(sent);
  });
}

function post(path: string, body: Buffer) {
  return get(path, { 'content-type': 'application/json' }, 'POST', body);
}
