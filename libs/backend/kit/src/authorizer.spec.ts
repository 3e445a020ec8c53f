import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tokenTable, trustedIssuers } from '../testing/index.ts';
import type { TrustedIssuers } from '../testing/index.ts';
import { authorizerFromEnvironment } from './authorizer.ts';

const methodArn = 'arn:aws:execute-api:us-east-1:000000000000:abc123/live/POST/v1/partners/acme';
const wholeStage = 'arn:aws:execute-api:us-east-1:000000000000:abc123/live/*';

let issuers: TrustedIssuers;
beforeEach(async () => {
  issuers = await trustedIssuers();
});
afterEach(() => {
  issuers.close();
});

describe('the authorizer', () => {
  it('lets in who bears a good token of either issuer, and nobody else', async () => {
    const { authorize } = started();
    const table = await tokenTable(issuers.okta, issuers.pool, new Date());

    const said = await Promise.all(table.map(({ token }) => statusOf(authorize(token))));

    expect(table.map(({ name }, at) => [name, said[at]])).toEqual(
      table.map(({ authorizer, name }) => [name, authorizer]),
    );
  });

  it('speaks of the whole stage, since the gateway uses the answer for every method', async () => {
    const { authorize } = started();

    const good = await authorize(await issuers.okta.machine());
    const unadmitted = await authorize(await issuers.okta.machine({ sub: 'x', cid: 'x' }));

    expect(good).toEqual({
      principalId: 'machine:waybill-machine',
      policyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: wholeStage }],
      },
      context: { kind: 'machine', client: 'waybill-machine' },
    });
    expect(unadmitted.policyDocument.Statement).toEqual([
      { Effect: 'Deny', Action: 'execute-api:Invoke', Resource: wholeStage },
    ]);
  });

  it.each([
    ['none', undefined],
    ['another scheme', 'Basic YWRtaW46YWRtaW4='],
    ['nothing behind it', 'Bearer '],
    ['far too much', `Bearer ${'a'.repeat(8_193)}`],
  ])('answers 401 to an Authorization header with %s', async (_name, authorization) => {
    const { handler } = started();

    const answer = handler({ methodArn, headers: authorization ? { authorization } : null });

    await expect(answer).rejects.toThrow(/^Unauthorized$/);
    expect(issuers.reads()).toBe(0);
  });

  it('reads the keys of an issuer once for many tokens, and not for issuers that are made up', async () => {
    const { authorize } = started();
    const tokens = await Promise.all(
      Array.from({ length: 30 }, (_, at) => issuers.okta.machine({ jti: `token-${at}` })),
    );

    await Promise.all(tokens.map((token) => authorize(token)));
    for (const token of tokens) await authorize(token);
    const made = await issuers.okta.machine({ iss: 'https://evil.example' });
    await expect(authorize(made)).rejects.toThrow('Unauthorized');

    expect(issuers.reads()).toBe(1);
  });

  it('goes on with the keys it knows while an issuer is away, and says 503 where it knows none', async () => {
    const { authorize, lines } = started();
    await authorize(await issuers.okta.machine());

    issuers.isUp = false;

    expect(await statusOf(authorize(await issuers.okta.machine({ jti: 'later' })))).toBe(200);
    const ofPool = (await tokenTable(issuers.okta, issuers.pool, new Date())).find(
      ({ name }) => name === 'cognito: good',
    );
    await expect(authorize(ofPool?.token ?? '')).rejects.toThrow(/^Unavailable$/);
    expect(lines().at(-1)).toMatchObject({ level: 'error', status: 503 });
    issuers.isUp = true;
    expect(await statusOf(authorize(ofPool?.token ?? ''))).toBe(200);
  });

  it.each([
    ['Okta alone', { WAYBILL_COGNITO_ISSUER: '' }, [200, 401]],
    ['the pool alone', { WAYBILL_ISSUER: '' }, [401, 200]],
  ])('takes no token of the other issuer when it is told of %s', async (_name, env, expected) => {
    const { authorize } = started(env);
    const table = await tokenTable(issuers.okta, issuers.pool, new Date());
    const good = table.filter(({ name }) => /^\w+: good$/.test(name));

    expect(await Promise.all(good.map(({ token }) => statusOf(authorize(token))))).toEqual(
      expected,
    );
  });

  it('does not start when it is told of no issuer', () => {
    expect(() => started({ WAYBILL_ISSUER: '', WAYBILL_COGNITO_ISSUER: '' })).toThrow(
      /WAYBILL_ISSUER or WAYBILL_COGNITO_ISSUER/,
    );
  });

  it('takes tokens without typ of an issuer that gives none, when it is told so', async () => {
    const token = await issuers.okta.sign(
      { sub: 'waybill-machine', cid: 'waybill-machine', scp: [] },
      { typ: undefined },
    );

    expect(await statusOf(started().authorize(token))).toBe(401);
    expect(await statusOf(started({ WAYBILL_TOKEN_TYPE: 'none' }).authorize(token))).toBe(200);
  });

  it('writes neither a token nor a person to its log', async () => {
    const { authorize, text } = started();

    await authorize(await issuers.okta.person('viewer', { sub: 'ada@example.com' }));

    expect(text()).toContain('"kind":"person"');
    expect(text()).not.toMatch(/ada@|eyJ/);
  });
});

function started(env: Record<string, string> = {}) {
  const written: string[] = [];
  const handler = authorizerFromEnvironment(
    { ...issuers.settings, ...env },
    { write: (line) => written.push(line) },
  );
  return {
    handler,
    authorize: (token: string) =>
      handler({ methodArn, headers: { Authorization: `Bearer ${token}` } }),
    text: () => written.join(''),
    lines: () => written.map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}

/** What the gateway makes of an answer. */
async function statusOf(answer: ReturnType<ReturnType<typeof started>['handler']>) {
  try {
    const { policyDocument } = await answer;
    return policyDocument.Statement[0]?.Effect === 'Allow' ? 200 : 403;
  } catch (error) {
    return error instanceof Error && error.message === 'Unauthorized' ? 401 : 503;
  }
}
