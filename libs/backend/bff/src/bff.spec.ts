import { operations, roles } from '@waybill/contracts';
import type { Operation } from '@waybill/contracts';
import {
  aFeedHead,
  aPartner,
  aProblem,
  aReplay,
  aRowError,
  aRun,
  aRunAttempt,
  aRunStats,
} from '@waybill/contracts/testing';
import { InvalidToken, IssuerUnavailable, Unadmitted } from '@waybill/kit';
import { describe, expect, it } from 'vitest';
import { portalOperations } from './pass-through/portal-operations.ts';
import { bffUnderTest } from './testing/bff-under-test.ts';
import type { ApiCall } from './testing/bff-under-test.ts';

const cancel = {
  method: 'POST',
  path: '/bff/api/runs/run_1/cancel',
  body: { reason: 'wrong file' },
};

describe('who may come in', () => {
  it.each([
    ['a form of another site', { 'x-waybill-portal': undefined }],
    ['a mark that is not ours', { 'x-waybill-portal': 'yes' }],
    ['a script of another site', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbour’s subdomain', { 'sec-fetch-site': 'same-site' }],
  ])('%s may not', async (_name, headers) => {
    const { ask, calls } = bffUnderTest();

    expect(await ask({ ...cancel, headers })).toMatchObject({
      status: 403,
      body: { code: 'API-003' },
    });
    expect(calls).toEqual([]);
  });

  it.each([
    ['nobody', undefined],
    ['another scheme', 'Basic YWRtaW46YWRtaW4='],
    ['an empty token', 'Bearer '],
    ['a token too long', `Bearer ${'a'.repeat(8193)}`],
  ])('%s may not', async (_name, authorization) => {
    const { ask, calls } = bffUnderTest();

    const answer = await ask({ ...cancel, headers: { authorization } });

    expect(answer).toMatchObject({ status: 401, body: { code: 'API-002' } });
    expect(answer.headers['www-authenticate']).toContain('invalid_token');
    expect(calls).toEqual([]);
  });

  it.each([
    ['token that does not verify', new InvalidToken('signature'), 401],
    ['token of a machine or a partner', new Unadmitted('no', { clientId: 'x', issuer: 'i' }), 403],
    ['issuer that is away', new IssuerUnavailable('no keys'), 503],
  ])('a %s is not let through', async (_name, error, status) => {
    const { ask, calls } = bffUnderTest({ tokens: { verify: () => Promise.reject(error) } });

    expect((await ask(cancel)).status).toBe(status);
    expect(calls).toEqual([]);
  });

  it.each([
    ['a session that has ended', new InvalidToken('exchange'), 401],
    ['an exchange that is away', new IssuerUnavailable('no exchange'), 503],
  ])('%s lets nothing through', async (_name, error, status) => {
    const exchange = { apiToken: () => Promise.reject(error), forget: () => undefined };
    const { ask, calls } = bffUnderTest({ exchange });

    expect((await ask(cancel)).status).toBe(status);
    expect((await ask({ path: '/bff/names' })).status).toBe(status);
    expect(calls).toEqual([]);
  });
});

describe('while the issuer is away', () => {
  it('says what is away, and when to ask again', async () => {
    const exchange = {
      apiToken: () => Promise.reject(new IssuerUnavailable('no exchange')),
      forget: () => undefined,
    };
    const { ask } = bffUnderTest({ exchange });

    for (const asked of [cancel, { path: '/bff/names' }]) {
      const { status, headers, body } = await ask(asked);
      expect([status, headers['retry-after'], headers['content-type']]).toEqual([
        503,
        '5',
        'application/problem+json',
      ]);
      expect(body).toMatchObject({ code: 'API-015' });
      expect(body.detail).toMatch(/sign-in service does not answer/);
    }
  });
});

describe('the keys of the BFF', () => {
  it('are there for the issuer, which has no token, and may be kept for a while', async () => {
    const key = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y', kid: 'k', alg: 'ES256', use: 'sig' };
    const { ask } = bffUnderTest({ clientKeys: { keys: [key] } });

    const { status, headers, body } = await ask({
      path: '/bff/.well-known/jwks.json',
      headers: { authorization: undefined, 'x-waybill-portal': undefined },
    });

    expect([status, headers['cache-control']]).toEqual([200, 'public, max-age=300']);
    expect(body).toEqual({ keys: [key] });
  });
});

describe('where the browser may go', () => {
  it.each([
    ['GET', '/bff/api/openapi.json'],
    ['POST', '/bff/api/files/ingest'],
    ['POST', '/bff/api/partners'],
    ['POST', '/bff/api/partners/acme/feeds'],
    ['DELETE', '/bff/api/runs/run_1'],
    ['POST', '/bff/api/runs'],
    ['GET', '/bff/api/http://169.254.169.254/latest'],
    ['GET', '/bff/api/runs/../audit-events'],
    ['GET', '/bff/api/runs/%2e%2e/audit-events'],
    ['GET', '/bff/api/runs/%2e%2e'],
    ['GET', '/bff/api/runs/%zz'],
    ['GET', '/bff/api/runs/'],
    ['GET', '/bff/api//runs'],
    ['GET', '/bff/api'],
    ['GET', '/bff/'],
    ['GET', '/bff/session/x'],
    ['POST', '/bff/session'],
    ['GET', '/BFF/session'],
    ['GET', '/bff/run-page/a%2Fb'],
  ])('%s %s is nowhere', async (method, path) => {
    const { ask, calls } = bffUnderTest();

    const answer = await ask({ method, path, query: { url: 'http://169.254.169.254' } });

    expect(answer).toMatchObject({ status: 404, body: { code: 'API-004' } });
    expect(calls).toEqual([]);
  });

  it.each(portalOperations)('%s is somewhere', async (key) => {
    const { ask, calls } = bffUnderTest();
    const { method, path }: Operation = operations[key];

    await ask({ method, path: `/bff/api${path.replace(/\{\w+\}/g, 'a.b%20c')}` });

    expect(calls.map(({ url }) => url)).toEqual([
      `http://api.internal/v1${path.replace(/\{\w+\}/g, 'a.b%20c')}`,
    ]);
  });

  it('keeps a slash inside a name inside that name', async () => {
    const { ask, calls } = bffUnderTest();

    await ask({ path: '/bff/api/files/..%2Faudit-events' });

    expect(calls.map(({ url }) => url)).toEqual(['http://api.internal/v1/files/..%2Faudit-events']);
  });
});

describe('what is passed on', () => {
  it('goes as the person, with nothing the browser made up', async () => {
    const { ask, calls } = bffUnderTest();

    await ask({
      ...cancel,
      headers: {
        'Idempotency-Key': 'k1',
        'if-match': '"v1"',
        traceparent: `00-${'1'.repeat(32)}-${'2'.repeat(16)}-01`,
        'x-user-id': 'admin',
        'x-forwarded-for': '10.0.0.1',
        'x-http-method-override': 'DELETE',
        cookie: 'a=b',
        host: 'evil.example',
      },
    });

    expect(Object.fromEntries(calls[0]?.headers ?? [])).toEqual({
      accept: 'application/json, application/problem+json',
      authorization: 'Bearer api-token-for-browser-token',
      'content-type': 'application/json',
      'idempotency-key': 'k1',
      'if-match': '"v1"',
      traceparent: `00-${'1'.repeat(32)}-${'2'.repeat(16)}-01`,
    });
    expect(calls[0]?.body).toBe('{"reason":"wrong file"}');
  });

  it('stays the bytes it was, text or not', async () => {
    const { ask, calls } = bffUnderTest();

    await ask({ ...cancel, body: undefined, bytes: Buffer.from([0x7b, 0xff, 0x7d]) });

    expect(calls[0]?.body).toEqual(Buffer.from([0x7b, 0xff, 0x7d]));
  });

  it('keeps the query as it is', async () => {
    const { ask, calls } = bffUnderTest();

    await ask({ path: '/bff/api/runs', query: { q: 'a+b & ü', limit: '5' } });

    expect(new URL(calls[0]?.url ?? '').searchParams.get('q')).toBe('a+b & ü');
  });

  it('gives back status, body and what a client needs of the headers', async () => {
    const { ask } = bffUnderTest({
      api: () =>
        Response.json(
          { id: 'rp_1' },
          {
            status: 202,
            headers: {
              etag: 'W/"1"',
              location: '/v1/replay-plans/rp_1',
              'set-cookie': 'session=1',
              server: 'secret',
            },
          },
        ),
    });

    const answer = await ask({ method: 'POST', path: '/bff/api/replay-plans', body: {} });

    expect(answer).toMatchObject({ status: 202, body: { id: 'rp_1' } });
    expect(answer.headers).toEqual({
      'cache-control': 'no-store',
      'content-type': 'application/json',
      etag: 'W/"1"',
      location: '/bff/api/replay-plans/rp_1',
      'x-content-type-options': 'nosniff',
      'x-trace-id': 'ab'.repeat(16),
    });
  });

  it('lets a problem of the API through as it is', async () => {
    const problem = aProblem({ code: 'RUN-001', status: 409 });
    const { ask } = bffUnderTest({ api: () => Response.json(problem, { status: 409 }) });

    expect(await ask(cancel)).toMatchObject({ status: 409, body: problem });
  });

  it('answers 503 when the API is away, and says so in the log', async () => {
    const { ask, log } = bffUnderTest({
      api: () => {
        throw new TypeError('fetch failed');
      },
    });

    expect((await ask(cancel)).status).toBe(503);
    expect((await ask({ path: '/bff/run-page/run_1' })).status).toBe(503);
    expect(log.filter(({ message }) => message === 'request failed')).toHaveLength(2);
  });

  it('exchanges anew after the API refused a token', async () => {
    const problem = aProblem({ status: 401, code: 'API-002' });
    const { ask, forgotten } = bffUnderTest({ api: () => Response.json(problem, { status: 401 }) });

    await ask(cancel);
    await ask({ path: '/bff/run-page/run_1' });

    expect(forgotten).toEqual(['browser-token', 'browser-token']);
  });

  it('never writes a token or a value to the log', async () => {
    const { ask, log } = bffUnderTest();

    await ask({ path: '/bff/api/runs', query: { q: 'Ada Lindqvist' } });

    expect(log).toHaveLength(1);
    expect(JSON.stringify(log)).not.toMatch(/token-for|Bearer|Lindqvist/);
  });
});

describe('the screens', () => {
  it.each(roles)('tell %s who they are and what they may do', async (role) => {
    const { ask } = bffUnderTest({ role });

    const { body } = await ask({ path: '/bff/session' });

    expect(body).toMatchObject({ subject: role, roles: [role] });
    expect(body.permissions).toContain('runs:read');
    expect(body.permissions.includes('runs:operate')).toBe(['admin', 'support'].includes(role));
  });

  it('gather the names that lists show and filter by', async () => {
    const { ask } = bffUnderTest({ api: apiWithOneRun });

    const { body } = await ask({ path: '/bff/names' });

    expect(body).toEqual({
      partners: [{ id: 'acme', name: aPartner().name }],
      feeds: [{ id: 'acme.purchases', partner: 'acme', name: aFeedHead().name }],
    });
  });

  it('say of the run of a replay which one it is, and its proof once there is one', async () => {
    const { ask } = bffUnderTest({
      api: ({ url }) => {
        if (url.endsWith('/proof')) {
          return Response.json(aProblem({ status: 409, code: 'RUN-002' }), { status: 409 });
        }
        if (url.includes('/replays/')) return Response.json(aReplay({ id: 'replay_7' }));
        return partOfRun(url) ?? Response.json(aRun({ kind: 'replay', replay: 'replay_7' }));
      },
    });

    const { body } = await ask({ path: '/bff/run-page/run_1' });

    expect(body).toMatchObject({ replay: { id: 'replay_7' }, proof: null });
  });

  it('ask for causes only where there are errors', async () => {
    const clean = { ...aRun().counts, rejected: 0, conflict: 0 };
    const { ask, calls } = bffUnderTest({
      api: ({ url }) => partOfRun(url) ?? Response.json(aRun({ counts: clean })),
    });

    const { body } = await ask({ path: '/bff/run-page/run_1' });

    expect(body).toMatchObject({ clusters: [], firstError: null, replay: null, proof: null });
    expect(calls.filter(({ url }) => url.includes('/row-error'))).toEqual([]);
  });

  it('bring along the attempts, the partner’s zone and the first row that is open', async () => {
    const { ask } = bffUnderTest({ api: ({ url }) => partOfRun(url) ?? Response.json(aRun()) });

    const { body } = await ask({ path: '/bff/run-page/run_1' });

    expect(body).toMatchObject({
      attempts: [{ attempt: 1 }],
      partner: { timeZone: 'UTC' },
      firstError: { id: 'err_01' },
    });
  });

  it('say 404 for a run that is not there', async () => {
    const { ask } = bffUnderTest({
      api: () => Response.json(aProblem({ status: 404, code: 'API-004' }), { status: 404 }),
    });

    expect((await ask({ path: '/bff/run-page/run_1' })).status).toBe(404);
  });
});

/** What the API answers about one run beside the run itself. */
function partOfRun(url: string): Response | null {
  if (url.includes('/attempts')) return Response.json({ items: [aRunAttempt()] });
  if (url.includes('/partners/')) return Response.json(aPartner());
  if (url.includes('/row-error-clusters')) return Response.json({ items: [] });
  if (url.includes('/row-errors')) return Response.json({ items: [aRowError()], next: null });
  return null;
}

function apiWithOneRun({ url }: ApiCall): Response {
  const page = (item: unknown) => Response.json({ items: [item], next: null });
  if (url.includes('/run-stats')) return Response.json(aRunStats());
  if (url.includes('/partners')) return page(aPartner());
  if (url.includes('/feeds')) return page(aFeedHead());
  return page(aRun());
}
