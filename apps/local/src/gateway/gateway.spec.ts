import type { Server } from 'node:http';
import { handlers } from '@waybill/api';
import type { Hub } from '@waybill/api';
import { openTestHub, seedPartner } from '@waybill/api/testing';
import type { Seeded, TestHub } from '@waybill/api/testing';
import type { OperationKey } from '@waybill/contracts';
import { operations, problem } from '@waybill/contracts';
import { createClient } from '@waybill/contracts/client';
import { createRateLimiter } from '@waybill/kit';
import type { LambdaHandler } from '@waybill/kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGateway } from './gateway.ts';
import { openApiText } from './open-api-text.ts';
import { sendRaw } from './testing/raw-request.ts';

let test: TestHub;
let acme: Seeded;
let server: Server;
let port: number;
let token: string;
let isDatabaseUp = true;

beforeAll(async () => {
  test = await openTestHub();
  acme = await seedPartner(test, 'acme');
  server = serve(test.hub);
  port = await listening(server);
  token = await test.mint.machine();
});
afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await test.close();
});

describe('the gateway', () => {
  it('serves every operation of the table to the client that is made from it', async () => {
    const client = createClient({
      baseUrl: `http://127.0.0.1:${port}/v1`,
      token: async () => token,
      checkAnswers: true,
    });

    const run = await client.getRun({ params: { runId: acme.runId } });
    const { items } = await client.listRunRows({
      params: { runId: acme.runId },
      query: { outcome: 'rejected', limit: 1 },
    });
    const partner = await client.createPartner({
      body: { id: 'uber', name: 'Über 🙂' },
    });

    expect(run).toMatchObject({ id: acme.runId, counts: { read: 3 } });
    expect(items).toMatchObject([{ rowNo: 2, outcome: 'rejected', rowErrorId: acme.rowErrorId }]);
    expect(partner.name).toBe('Über 🙂');
    await expect(client.getRun({ params: { runId: 'run_none' } })).rejects.toMatchObject({
      status: 404,
    });
  });

  it('hands over ids with any character, once encoded', async () => {
    const client = createClient({
      baseUrl: `http://127.0.0.1:${port}/v1`,
      token: async () => token,
    });
    const memberId = 'acme:100% a/b?c#d é';

    const refused = await client
      .getMember({ params: { memberId } })
      .catch((error: unknown) => error);

    expect(refused).toMatchObject({ problem: { detail: `There is no member ${memberId}.` } });
  });

  it('says how it is', async () => {
    expect(await (await fetch(at('/healthz'))).json()).toEqual({
      status: 'ok',
      checks: { database: true },
    });
    isDatabaseUp = false;
    const ill = await fetch(at('/healthz'));
    isDatabaseUp = true;

    expect(ill.status).toBe(503);
    expect(await ill.json()).toMatchObject({ status: 'unavailable', checks: { database: false } });
  });

  it('shows the OpenAPI document to anybody', async () => {
    const answer = await fetch(at('/v1/openapi.json'));
    const document = (await answer.json()) as { openapi: string; paths: object };

    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths)).toEqual([
      ...new Set(Object.values(operations).map(({ path }) => path)),
    ]);
  });

  it('answers HEAD as GET without the body', async () => {
    const got = await fetch(at('/v1/partners/acme'), authorised());
    const headed = await fetch(at('/v1/partners/acme'), { ...authorised(), method: 'HEAD' });

    expect(headed.status).toBe(200);
    expect(headed.headers.get('etag')).toBe(got.headers.get('etag'));
    expect(headed.headers.get('content-length')).toBe(got.headers.get('content-length'));
    expect(await headed.text()).toBe('');
  });

  it('keeps the connection after a 304', async () => {
    const etag = (await fetch(at('/v1/partners/acme'), authorised())).headers.get('etag') ?? '';
    const head = `GET /v1/partners/acme HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n`;

    const answer = await sendRaw(
      port,
      `${head}If-None-Match: ${etag}\r\n\r\n${head}Connection: close\r\n\r\n`,
    );

    expect(answer.status).toBe(304);
    expect(answer.body).toContain('HTTP/1.1 200 OK');
  });
});

describe('A16 methods', () => {
  it.each(['TRACE', 'PUT', 'DELETE', 'PATCH', 'PROPFIND'])(
    '%s is not taken, and which are is said',
    async (method) => {
      const answer = await sendRaw(
        port,
        `${method} /v1/partners HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
      );

      expect(answer.status).toBe(405);
      expect(answer.headers['allow']).toBe('GET, POST, HEAD, OPTIONS');
      expect(problem.parse(JSON.parse(answer.body)).code).toBe('API-005');
    },
  );

  it.each(['FOO', 'get', 'CONNECT'])('%s never reaches an operation', async (method) => {
    const answer = await sendRaw(
      port,
      `${method} /v1/partners HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
    );

    expect([0, 400, 405]).toContain(answer.status);
  });

  it('A17 is the one of the request line, whatever headers say', async () => {
    const answer = await fetch(at('/v1/partners'), {
      ...authorised({
        'X-HTTP-Method-Override': 'POST',
        'X-Forwarded-Host': 'evil',
        'X-Tenant': 'globex',
      }),
    });

    expect(answer.status).toBe(200);
  });

  it('GET of an address that only takes POST is not taken for an id', async () => {
    const answer = await fetch(at('/v1/files/ingest'), authorised());

    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST, OPTIONS']);
  });
});

describe('A18 a path', () => {
  it.each([
    '/',
    '/v1',
    '/v1/',
    '/v2/partners',
    '/v1/partners/',
    '//v1/partners',
    '/v1//partners',
    '/v1/partners//',
    '/V1/partners',
    '/v1/Partners',
    '/v1/partners.',
    '/v1/partners%2F',
    '/v1/%70artners',
    '/v1/./partners',
    '/v1/x/../partners',
    '/v1/%2e%2e/v1/partners',
    '/v1/partners;a=b',
    '/v1/partners%00',
    '/v1/openapi.json/',
    '/healthz/',
    '/__proto__',
    '/v1/constructor',
    'http://localhost/v1/partners',
    '*',
  ])('%s is no other spelling of an operation', async (path) => {
    const answer = await sendRaw(
      port,
      `GET ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nConnection: close\r\n\r\n`,
    );

    expect(answer.status).toBe(404);
    expect(problem.parse(JSON.parse(answer.body)).code).toBe('API-004');
  });

  it.each([
    '/v1/partners/%2e%2e',
    '/v1/partners/..',
    '/v1/partners/acme%2Ffeeds',
    '/v1/partners/%61cme%00',
  ])('%s is an id that nobody has', async (path) => {
    const answer = await sendRaw(
      port,
      `GET ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nConnection: close\r\n\r\n`,
    );

    expect(answer.status).toBe(404);
  });

  it.each(['/v1/partners/%FF', '/v1/partners/%', '/v1/partners?q=%E0%A4', '/v1/partners?%FF=1'])(
    '%s is no text',
    async (path) => {
      const answer = await sendRaw(
        port,
        `GET ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nConnection: close\r\n\r\n`,
      );

      expect(answer.status).toBe(400);
    },
  );
});

describe('A19, A20 a request that two readers could read differently', () => {
  const post = 'POST /v1/partners HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';
  const cases: [string, string][] = [
    [
      'two kinds of length',
      `${post}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    ],
    ['two lengths', `${post}Content-Length: 4\r\nContent-Length: 5\r\n\r\n{}{}{`],
    ['a length that is no number', `${post}Content-Length: 4x\r\n\r\n{}{}`],
    ['a broken chunk', `${post}Transfer-Encoding: chunked\r\n\r\nzz\r\n`],
    ['a bare line feed in a header', `${post}X-A: a\nX-Injected: b\r\n\r\n`],
    ['a NUL in a header', `${post}X-A: a\0b\r\n\r\n`],
    ['a space before the colon', `${post}Content-Length : 2\r\n\r\n{}`],
    ['no host', 'GET /v1/partners HTTP/1.1\r\n\r\n'],
    ['no HTTP', 'hello\r\n\r\n'],
  ];
  it.each(cases)('is refused and its connection closed: %s', async (_name, request) => {
    const answer = await sendRaw(port, request);

    expect(answer.status).toBe(400);
    expect(answer.headers['connection']).toBe('close');
  });

  it('J28 or has headers of 20 KB', async () => {
    const answer = await sendRaw(
      port,
      `GET /v1/partners HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${'x'.repeat(20_480)}\r\n\r\n`,
    );

    expect(answer.status).toBe(431);
  });

  it('J28 or has two tokens', async () => {
    const bearer = `Authorization: Bearer ${token}\r\n`;
    const answer = await sendRaw(
      port,
      `GET /v1/partners HTTP/1.1\r\nHost: x\r\n${bearer}${bearer}Connection: close\r\n\r\n`,
    );

    expect(answer.status).toBe(400);
  });
});

describe('A04 a body', () => {
  const post = `POST /v1/partners HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nIdempotency-Key: k\r\n`;

  it('that says it is too large is not read', async () => {
    const answer = await sendRaw(port, `${post}Content-Length: 11000000\r\n\r\n{`);

    expect([answer.status, answer.headers['connection']]).toEqual([413, 'close']);
    expect(problem.parse(JSON.parse(answer.body)).code).toBe('API-006');
  });

  it('that is far too large is refused in words, not by a reset while it is sent', async () => {
    const body = Buffer.alloc(40_000_000, 'x');

    const answer = await sendRaw(port, `${post}Content-Length: ${body.length}\r\n\r\n`, body);

    expect(answer.status).toBe(413);
    expect(answer.isReset).toBe(false);
  });

  it('that turns out too large is not read to its end', async () => {
    const chunk = Buffer.concat([
      Buffer.from('10000\r\n'),
      Buffer.alloc(65_536, 'x'),
      Buffer.from('\r\n'),
    ]);
    const endless = Array.from({ length: 40 }, () => chunk);

    const answer = await sendRaw(port, `${post}Transfer-Encoding: chunked\r\n\r\n`, ...endless);

    expect(answer.status).toBe(413);
  });

  it('that is not UTF-8 arrives as it was sent, and is refused', async () => {
    const answer = await fetch(at('/v1/partners'), {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': 'k1',
      },
      body: Buffer.from([0x7b, 0xff, 0x7d]),
    });

    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ detail: 'The body is not UTF-8.' });
  });
});

describe('A23 another origin', () => {
  it('is granted nothing, asked in advance or not', async () => {
    const origin = { Origin: 'https://evil.example' };
    const asked = await fetch(at('/v1/partners'), {
      method: 'OPTIONS',
      headers: { ...origin, 'Access-Control-Request-Method': 'POST' },
    });
    const got = await fetch(at('/v1/partners'), authorised(origin));

    expect(asked.status).toBe(204);
    expect(
      [asked, got]
        .flatMap(({ headers }) => [...headers.keys()])
        .filter((name) => name.startsWith('access-control')),
    ).toEqual([]);
  });
});

describe('A29 one caller with too many requests', () => {
  it('is asked to wait, while others are served', async () => {
    const limiter = createRateLimiter(test.hub.clock, { perSecond: 1, burst: 5 });
    const limited = serve({ ...test.hub, limiter });
    const limitedPort = await listening(limited);
    const ask = async (bearer: string) =>
      fetch(`http://127.0.0.1:${limitedPort}/v1/partners`, {
        headers: { authorization: `Bearer ${bearer}` },
      });

    const answers = [];
    for (let n = 0; n < 8; n += 1) answers.push(await ask(token));
    const other = await ask(await test.mint.partner('acme'));
    limited.close();
    limited.closeAllConnections();

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429, 429, 429]);
    expect(answers.at(-1)?.headers.get('retry-after')).toBe('1');
    expect(other.status).toBe(200);
  });
});

function serve(hub: Hub): Server {
  const served = Object.entries(handlers).map(([key, handlerIn]) => [key, handlerIn(hub)]);
  return createGateway({
    handlers: Object.fromEntries(served) as Record<OperationKey, LambdaHandler>,
    health: async () => ({ database: isDatabaseUp }),
    openApi: async () => openApiText(),
  });
}

async function listening(gateway: Server): Promise<number> {
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
  const address = gateway.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

function at(path: string): string {
  return `http://127.0.0.1:${port}${path}`;
}

function authorised(headers: Record<string, string> = {}) {
  return { headers: { authorization: `Bearer ${token}`, ...headers } };
}
