import { operations, problem } from '@waybill/contracts';
import type { NewPartner, Partner } from '@waybill/contracts';
import { beforeAll, describe, expect, it } from 'vitest';
import { aFoundation, anEvent, createTokenMint } from '../testing/index.ts';
import type { Sent, TokenMint } from '../testing/index.ts';
import { defineOperation } from './define-operation.ts';
import type { Asked, Foundation } from './define-operation.ts';
import { failure, success } from './result.ts';
import type { Result } from './result.ts';

const { createPartner, getPartner, listPartners, putPartnerContacts } = operations;
const anId = { partnerId: 'acme' };
const aBody = { id: 'acme', name: 'Acme' };

let mint: TokenMint;
let token: string;
beforeAll(async () => {
  mint = await createTokenMint();
  token = await mint.person('admin');
});

describe('who comes without a good token', () => {
  it('is told so, and how to come', async () => {
    const { get } = await hub();

    const answer = await get({});

    expect(answer).toMatchObject({
      statusCode: 401,
      headers: { 'www-authenticate': 'Bearer realm="waybill"' },
    });
    expect(problemOf(answer)).toMatchObject({ code: 'API-002', instance: '/v1/partners/acme' });
  });

  it('gets the same text whatever is wrong with it', async () => {
    const { get } = await hub();
    const bad = [
      await mint.machine({ aud: 'api://other' }),
      await mint.machine({ exp: 1 }),
      'x.y.z',
    ];

    const texts = new Set<string>();
    for (const each of bad) {
      const { traceId: _, ...said } = problemOf(await get({ token: each }));
      texts.add(JSON.stringify(said));
    }

    expect(texts.size).toBe(1);
  });

  const refused: [string, number, Sent][] = [
    ['J27 a token in the address', 400, { query: { access_token: 'x' } }],
    ['J28 two tokens', 400, { headers: { Authorization: ['Bearer a', 'Bearer b'] } }],
    ['J28 a token of 20 KB', 400, { token: 'x'.repeat(20_480) }],
    ['another scheme', 401, { headers: { Authorization: 'Basic YTpi' } }],
    ['no token after the scheme', 401, { headers: { Authorization: 'Bearer ' } }],
    [
      'A17 an identity in headers of their own',
      401,
      { headers: { 'X-User-Id': 'admin', 'X-Tenant': 'acme' } },
    ],
  ];
  it.each(refused)('%s', async (_name, status, sent) => {
    const { get } = await hub();

    expect((await get(sent)).statusCode).toBe(status);
  });

  it('is told to come again while the issuer’s keys cannot be read', async () => {
    const { base } = await hub();
    const keys = {
      find: () => Promise.reject(Object.assign(new Error('x'), { code: 'ECONNREFUSED' })),
    };
    const get = getIn({ ...base, tokens: { verify: () => keys.find() } });

    expect(await get(anEvent(getPartner, { token, params: anId }))).toMatchObject({
      statusCode: 503,
      headers: { 'retry-after': '5' },
    });
  });
});

describe('who lacks the right', () => {
  it('is refused, and that is kept in the audit trail', async () => {
    const { base, post } = await hub();

    const answer = await post({ token: await mint.person('viewer'), body: aBody });

    expect(answer.statusCode).toBe(403);
    expect(base.denied).toMatchObject([
      { actor: 'person:viewer', action: 'access.denied', object: 'operation:create-partner' },
    ]);
  });

  it('J30 is also a person whose token did not come through the BFF', async () => {
    const { base, get } = await hub();

    const answer = await get({ token: await mint.person('admin', { act: undefined }) });

    expect(answer.statusCode).toBe(403);
    expect(base.denied).toHaveLength(1);
  });

  const scopes: [string, number, string[]][] = [
    ['the scope', 200, ['waybill.read']],
    ['J23 a longer scope', 403, ['waybill.read2']],
    ['J23 a scope with a prefix', 403, ['xwaybill.read']],
    ['no scope', 403, []],
  ];
  it.each(scopes)('a machine with %s gets %d', async (_name, status, scp) => {
    const { get } = await hub([aPartner]);

    expect((await get({ token: await mint.machine({ scp }) })).statusCode).toBe(status);
  });
});

describe('parameters', () => {
  const queries: [string, number, Record<string, string | string[]>][] = [
    ['none', 200, {}],
    ['a limit', 200, { limit: '5' }],
    ['A09 limit -1', 400, { limit: '-1' }],
    ['A09 limit 1e9', 400, { limit: '1e9' }],
    ['A09 limit 1e1', 400, { limit: '1e1' }],
    ['A09 limit 0x10', 400, { limit: '0x10' }],
    ['A09 limit abc', 400, { limit: 'abc' }],
    ['A09 limit twice', 400, { limit: ['1', '2'] }],
    ['A09 an empty limit', 400, { limit: '' }],
    ['A10 an unknown parameter', 400, { sort: 'amount;DROP' }],
    ['A30 a made-up cursor', 400, { cursor: 'MTIzNDU2Nzg5MDEyMzQ1Njc4OTA' }],
    ['a lone surrogate', 400, { q: '\ud800' }],
    ['a prototype', 400, { ['__proto__']: '1' }],
  ];
  it.each(queries)('%s: %d', async (_name, status, query) => {
    const { list } = await hub();

    const answer = await list({ token, query });

    expect(answer.statusCode).toBe(status);
    if (status === 400) expect(problemOf(answer)).toMatchObject({ code: 'API-001' });
  });

  it.each(['1 OR 1=1', '{"id":1}', '[]', '../acme', 'ACME', 'x'.repeat(200)])(
    'A11 an id such as %s is answered like one that does not exist',
    async (partnerId) => {
      const { get } = await hub();

      expect((await get({ token, params: { partnerId } })).statusCode).toBe(404);
    },
  );

  it('that are not valid percent-encoding are refused', async () => {
    const { base } = await hub();
    const event = { ...anEvent(getPartner, { token }), pathParameters: { partnerId: '%FF' } };

    expect((await getIn(base)(event)).statusCode).toBe(400);
  });
});

describe('a cursor', () => {
  it('leads to the next page of the same list, of any length', async () => {
    const { list } = await hub();
    const first = JSON.parse((await list({ token, query: { limit: '1' } })).body);

    const second = await list({ token, query: { cursor: first.next, limit: '2' } });

    expect(JSON.parse(second.body)).toEqual({ items: [], next: null });
  });

  it('A30 of another tenant, of other filters or altered is refused', async () => {
    const { list } = await hub();
    const { next } = JSON.parse((await list({ token, query: { limit: '1' } })).body);
    const altered = `${next.slice(0, -1)}${next.endsWith('A') ? 'B' : 'A'}`;

    const statuses = [
      await list({ token: await mint.partner('acme'), query: { cursor: next } }),
      await list({ token, query: { cursor: next, q: 'acme' } }),
      await list({ token, query: { cursor: altered } }),
    ].map(({ statusCode }) => statusCode);

    expect(statuses).toEqual([400, 400, 400]);
  });
});

describe('a body', () => {
  const nested = (depth: number) => `{"id":${'['.repeat(depth)}${']'.repeat(depth)}}`;
  const bodies: [string, number, Sent][] = [
    ['A01 bad JSON', 400, { body: '{"id":' }],
    ['A01 two documents', 400, { body: '{}{}' }],
    ['A02 empty', 400, { body: '' }],
    ['A03 plain text', 415, { body: aBody, headers: { 'Content-Type': 'text/plain' } }],
    [
      'A03 a form',
      415,
      { body: 'id=acme', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } },
    ],
    ['A03 no type', 415, { body: aBody, headers: { 'Content-Type': [] } }],
    [
      'A03 another charset',
      415,
      { body: aBody, headers: { 'Content-Type': 'application/json; charset=latin1' } },
    ],
    [
      'a charset said',
      201,
      { body: aBody, headers: { 'Content-Type': 'application/json; charset=UTF-8' } },
    ],
    ['A04 of 11 MB', 413, { body: `"${'x'.repeat(11_000_000)}"` }],
    ['A05 of depth 10,000', 400, { body: nested(10_000) }],
    ['A05 of depth 101', 400, { body: nested(101) }],
    [
      'A06 with __proto__',
      422,
      { body: '{"__proto__":{"role":"admin"},"id":"acme","name":"Acme"}' },
    ],
    [
      'A06 with __proto__ in escapes',
      422,
      { body: '{"\\u005f_proto__":{},"id":"acme","name":"Acme"}' },
    ],
    [
      'A07 with fields it may not set',
      422,
      { body: { ...aBody, tenantId: 'x', role: 'admin', balance: 1 } },
    ],
    ['A08 a number for text', 422, { body: { ...aBody, name: 7 } }],
    ['A08 a list for an object', 422, { body: [aBody] }],
    ['a key twice', 400, { body: '{"id":"a","id":"b","name":"x"}' }],
    ['a lone surrogate', 422, { body: '{"id":"acme","name":"\\ud800"}' }],
  ];
  it.each(bodies)('%s: %d', async (_name, status, sent) => {
    const { post } = await hub();

    const answer = await post({ token, ...sent });

    expect(answer.statusCode).toBe(status);
    if (status >= 400) expect(problemOf(answer).status).toBe(status);
    expect(({} as Record<string, unknown>)['role']).toBeUndefined();
  });

  it('has each fault named with its place, what was found and what was expected', async () => {
    const { post } = await hub();
    const body = { ...aBody, name: 7, contacts: [{ name: 'A', email: 'no' }], 'a/b': 1 };

    expect(problemOf(await post({ token, body })).errors).toMatchObject([
      { pointer: '/name', found: '7', expected: 'string' },
      { pointer: '/contacts/0/email', found: 'no' },
      { pointer: '/a~1b', message: 'There is no field "a/b" here' },
    ]);
  });

  it('that is not UTF-8 is refused', async () => {
    const { base } = await hub();
    const event = {
      ...anEvent(createPartner, { token }),
      body: Buffer.from([0x7b, 0xff, 0x7d]).toString('base64'),
      isBase64Encoded: true,
    };

    expect((await postIn(base)(event)).statusCode).toBe(400);
  });
});

describe('an Idempotency-Key', () => {
  const keyed = (key: string | string[]) => ({ headers: { 'Idempotency-Key': key } });

  it('gives the same answer to the same request, and makes it once', async () => {
    const { post, partners } = await hub();

    const first = await post({ token, body: aBody, ...keyed('k') });
    const again = await post({ token, body: aBody, ...keyed('k') });

    expect(first).toMatchObject({ statusCode: 201, headers: { location: '/v1/partners/acme' } });
    expect({ ...again.headers, 'x-trace-id': '' }).toEqual({ ...first.headers, 'x-trace-id': '' });
    expect(again.body).toBe(first.body);
    expect(partners.size).toBe(1);
  });

  it('gives a failure again, too', async () => {
    const { post, partners } = await hub();
    await post({ token, body: aBody });

    const refused = await post({ token, body: aBody, ...keyed('k') });
    partners.clear();

    expect(refused.statusCode).toBe(409);
    expect(await post({ token, body: aBody, ...keyed('k') })).toMatchObject({ body: refused.body });
  });

  it('A22 with another body is refused', async () => {
    const { post } = await hub();
    await post({ token, body: aBody, ...keyed('k') });

    const other = await post({ token, body: { ...aBody, id: 'other' }, ...keyed('k') });

    expect(problemOf(other)).toMatchObject({ status: 422, code: 'API-009' });
  });

  it('belongs to one caller', async () => {
    const { post, partners } = await hub();
    await post({ token, body: aBody, ...keyed('k') });

    const other = await post({
      token: await mint.machine(),
      body: { ...aBody, id: 'b' },
      ...keyed('k'),
    });

    expect(other.statusCode).toBe(201);
    expect(partners.size).toBe(2);
  });

  it('A22 in flight asks to come again', async () => {
    const { base } = await hub();
    const { promise: gate, resolve: finish } = Promise.withResolvers<undefined>();
    const slow = postIn(base, () => gate);
    const event = () => anEvent(createPartner, { token, body: aBody, ...keyed('k') });

    const first = slow(event());
    await new Promise((resolve) => setImmediate(resolve));
    const second = await slow(event());
    finish(undefined);

    expect(second).toMatchObject({ statusCode: 409, headers: { 'retry-after': '1' } });
    expect((await first).statusCode).toBe(201);
  });

  it('is free again after an error that was not the caller’s', async () => {
    const { base, post } = await hub();
    const broken = postIn(base, () => Promise.reject(new Error('disk full')));

    const failed = await broken(anEvent(createPartner, { token, body: aBody, ...keyed('k') }));

    expect(failed.statusCode).toBe(500);
    expect((await post({ token, body: aBody, ...keyed('k') })).statusCode).toBe(201);
  });

  const refused: [string, string | string[], string][] = [
    ['absent', [], 'API-011'],
    ['empty', '', 'API-001'],
    ['twice', ['a', 'b'], 'API-001'],
    ['of 256 characters', 'k'.repeat(256), 'API-001'],
    ['with a space', 'a b', 'API-001'],
  ];
  it.each(refused)('A22 %s is refused', async (_name, key, code) => {
    const { post } = await hub();

    expect(problemOf(await post({ token, body: aBody, ...keyed(key) }))).toMatchObject({
      status: 400,
      code,
    });
  });
});

describe('an ETag', () => {
  it('saves the body of what the caller has already', async () => {
    const { get } = await hub([aPartner]);
    const { headers } = await get({ token });
    const etag = String(headers?.['etag']);

    const cases = [etag, etag.slice(2), `"x", ${etag}`, '*'];
    for (const tag of cases) {
      const answer = await get({ token, headers: { 'If-None-Match': tag } });
      expect(answer).toMatchObject({ statusCode: 304, body: '', headers: { etag } });
    }
    expect((await get({ token, headers: { 'If-None-Match': '"x"' } })).statusCode).toBe(200);
  });
});

describe('an edit', () => {
  it('is let through with the ETag of what was read, and answers with the next', async () => {
    const { get, put } = await hub([aPartner]);
    const etag = String((await get({ token })).headers?.['etag']);

    const edited = await put({ token, ...ifMatch(etag) });

    expect(edited.statusCode).toBe(200);
    expect(edited.headers?.['etag']).toBe((await get({ token })).headers?.['etag']);
    expect(edited.headers?.['etag']).not.toBe(etag);
  });

  it('with another one is told that somebody was faster', async () => {
    const { put } = await hub([aPartner]);

    expect(problemOf(await put({ token, ...ifMatch('W/"x"') }))).toMatchObject({
      status: 412,
      code: 'API-013',
    });
  });

  it('without one is refused before its body is looked at', async () => {
    const { put } = await hub([aPartner]);

    expect(problemOf(await put({ token, body: '{', ...ifMatch([]) }))).toMatchObject({
      status: 428,
      code: 'API-012',
      detail: expect.stringContaining('get-partner'),
    });
  });
});

describe('every answer', () => {
  it('is not to be stored, and carries the id that joins all traces of the request', async () => {
    const { get } = await hub([aPartner]);
    const traceparent = `00-${'4b'.repeat(16)}-00f067aa0ba902b7-01`;

    const answer = await get({ token, headers: { traceparent } });

    expect(answer.headers).toMatchObject({
      'cache-control': 'no-store',
      'x-trace-id': '4b'.repeat(16),
    });
  });

  it('takes the trace of X-Ray, or begins a new one', async () => {
    const { get } = await hub();
    const amazon = { 'X-Amzn-Trace-Id': 'Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1' };

    expect(problemOf(await get({ headers: amazon })).traceId).toBe(
      '5759e988bd862e3fe1be46a994272793',
    );
    expect(problemOf(await get({ headers: { traceparent: 'x' } })).traceId).toMatch(
      /^[0-9a-f]{32}$/,
    );
  });

  it('leaves one line in the log, without a query value or a person', async () => {
    const { base, list } = await hub();

    await list({ token, query: { q: 'erika.mustermann' } });

    expect(base.lines).toMatchObject([
      {
        message: 'request',
        operation: 'list-partners',
        status: 200,
        kind: 'person',
        client: 'waybill-bff',
      },
    ]);
    expect(JSON.stringify(base.lines)).not.toMatch(/erika|"admin"/);
  });

  it('to an error nobody foresaw tells nothing, and the log everything, once', async () => {
    const { base } = await hub();
    const broken = postIn(base, () => Promise.reject(new Error('secret detail')));

    const answer = await broken(anEvent(createPartner, { token, body: aBody }));

    expect(answer).toMatchObject({ statusCode: 500 });
    expect(answer.body).not.toContain('secret');
    const failed = base.lines.filter(({ message }) => message === 'request failed');
    expect(failed).toMatchObject([{ level: 'error', error: { message: 'secret detail' } }]);
  });

  const lost = new Error('lost');
  const refused = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
  it.each([
    ['the database', lost],
    ['whoever it asks', new Error('no answer', { cause: refused })],
  ])('while %s is away asks to come again', async (_name, error) => {
    const { base } = await hub();
    const store = { ...base, isTransient: (thrown: unknown) => thrown === lost };
    const broken = postIn(store, () => Promise.reject(error));

    const answer = await broken(anEvent(createPartner, { token, body: aBody }));

    expect(answer).toMatchObject({ statusCode: 503, headers: { 'retry-after': '5' } });
  });

  it('is held to its contract', async () => {
    const extra = { ...aPartner, passwordHash: 'x' };
    const { get } = await hub([extra]);

    const answer = await get({ token });

    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toContain('passwordHash');
  });
});

describe('a rate limit', () => {
  it('A29 holds back one caller and leaves the others alone', async () => {
    const { base } = await hub();
    const limiter = { take: (caller: string) => (caller === 'person:admin' ? 3 : 0) };
    const get = getIn({ ...base, limiter });
    const asked = (bearer: string) => get(anEvent(getPartner, { token: bearer, params: anId }));

    expect(await asked(token)).toMatchObject({ statusCode: 429, headers: { 'retry-after': '3' } });
    expect((await asked(await mint.machine())).statusCode).toBe(404);
  });
});

describe('the failure map of an operation', () => {
  it('does not compile without each of its problems, or with one that is not its own', () => {
    const decided = async (): Promise<Result<Partner, { code: 'partner-exists' }>> =>
      failure({ code: 'partner-exists' });
    const ports = () => ({});

    defineOperation(createPartner, {
      run: decided,
      ports,
      // @ts-expect-error partner-exists is missing
      failures: {},
    });
    defineOperation(getPartner, {
      // @ts-expect-error get-partner does not know this failure
      run: decided,
      ports,
      failures: { 'not-found': () => 'None.' },
    });

    expect(createPartner.problems).toEqual(['partner-exists']);
  });
});

const aPartner: Partner = {
  id: 'acme',
  name: 'Acme',
  state: 'live',
  timeZone: 'UTC',
  contacts: [],
  createdAt: '2026-11-03T06:00:00.000Z',
  updatedAt: '2026-11-03T06:00:00.000Z',
};

function problemOf(answer: { body: string; headers?: object }) {
  expect(answer.headers).toMatchObject({ 'content-type': 'application/problem+json' });
  return problem.parse(JSON.parse(answer.body));
}

async function hub(known: Partner[] = []) {
  const base = aFoundation(mint);
  const partners = new Map(known.map((partner) => [partner.id, partner]));
  const get = getIn(base, partners);
  const post = postIn(base, undefined, partners);
  const put = putIn(base, partners);
  const list = listIn(base);
  return {
    base,
    partners,
    get: (sent: Sent) => get(anEvent(getPartner, { params: anId, ...sent })),
    post: (sent: Sent) => post(anEvent(createPartner, sent)),
    put: (sent: Sent) =>
      put(anEvent(putPartnerContacts, { params: anId, body: { contacts: [] }, ...sent })),
    list: (sent: Sent) => list(anEvent(listPartners, sent)),
  };
}

function getIn(base: Foundation, partners = new Map<string, Partner>()) {
  return defineOperation(getPartner, {
    run: async ({ params }: Asked<typeof getPartner>) => {
      const partner = partners.get(params.partnerId);
      return partner ? success(partner) : failure({ code: 'not-found', id: params.partnerId });
    },
    ports: () => ({}),
    failures: { 'not-found': ({ id }) => `There is no partner ${id}.` },
  })(base);
}

function postIn(
  base: Foundation,
  before: () => Promise<unknown> = async () => undefined,
  partners = new Map<string, Partner>(),
) {
  return defineOperation(createPartner, {
    run: async ({ body }: { body: NewPartner }) => {
      await before();
      if (partners.has(body.id)) return failure({ code: 'partner-exists', id: body.id });
      const partner = { ...aPartner, ...body };
      partners.set(body.id, partner);
      return success(partner);
    },
    ports: () => ({}),
    failures: { 'partner-exists': ({ id }) => `There is a partner ${id} already.` },
  })(base);
}

type EditFailure = { code: 'not-found' } | { code: 'precondition-failed' };

function putIn(base: Foundation, partners: Map<string, Partner>) {
  return defineOperation(putPartnerContacts, {
    run: async ({
      params,
      isCurrent,
    }: Asked<typeof putPartnerContacts>): Promise<Result<Partner, EditFailure>> => {
      const partner = partners.get(params.partnerId);
      if (!partner) return failure({ code: 'not-found' });
      if (!isCurrent(partner)) return failure({ code: 'precondition-failed' });
      const edited = { ...partner, updatedAt: '2026-11-04T06:00:00.000Z' };
      partners.set(partner.id, edited);
      return success(edited);
    },
    ports: () => ({}),
    failures: { 'not-found': () => 'None.', 'precondition-failed': () => 'Changed.' },
  })(base);
}

function ifMatch(tag: string | readonly string[]) {
  return { headers: { 'If-Match': tag } };
}

/** Two pages, whatever is asked. */
function listIn(base: Foundation) {
  return defineOperation(listPartners, {
    run: async ({ query }: Asked<typeof listPartners>) =>
      success(
        query.cursor === 'after-acme'
          ? { items: [], next: null }
          : { items: [aPartner], next: 'after-acme' },
      ),
    ports: () => ({}),
    failures: {},
  })(base);
}
