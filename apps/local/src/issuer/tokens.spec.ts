import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClientAssertion, newClientKeys, publicKeys, rotateClientKeys } from '@waybill/bff';
import type { ClientKeySet } from '@waybill/bff';
import { systemClock } from '@waybill/kit';
import { generateKeyPair, SignJWT, createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from './testing/browser.ts';
import { LocalIssuer, bffKeys, portalOrigin } from './testing/local-issuer.ts';

const everyApiScope =
  'waybill.read waybill.write waybill.operate waybill.ingest waybill.payload'.split(' ');

let issuer: LocalIssuer;
beforeAll(async () => {
  issuer = await LocalIssuer.start({
    partnerClients: [
      { partner: 'acme', secret: 'acme-secret' },
      { partner: 'globex', id: 'globex-edi', secret: 'globex-secret' },
    ],
  });
});
afterAll(() => issuer.stop());

describe('a refresh token', () => {
  it('is replaced at every use', async () => {
    const first = await issuer.signIn('qa');

    const second = await issuer.refresh(first['refresh_token'] ?? '');

    expect(second.status).toBe(200);
    expect(second.body['refresh_token']).not.toBe(first['refresh_token']);
    expect(claims(second.body)).toMatchObject({ aud: 'api://waybill-bff', sub: 'qa' });
  });

  it('used twice ends its whole family', async () => {
    const first = await issuer.signIn('qa');
    const second = await issuer.refresh(first['refresh_token'] ?? '');

    const replayed = await issuer.refresh(first['refresh_token'] ?? '');
    const child = await issuer.refresh(second.body['refresh_token'] ?? '');

    expect([replayed.body['error'], child.body['error']]).toEqual([
      'invalid_grant',
      'invalid_grant',
    ]);
  });

  it('raced by two tabs wins at most once', async () => {
    const { refresh_token: token = '' } = await issuer.signIn('qa');

    const answers = await Promise.all([issuer.refresh(token), issuer.refresh(token)]);

    expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1);
  });

  it('can be revoked', async () => {
    const { refresh_token: token = '' } = await issuer.signIn('qa');

    const revoked = await fetch(`${issuer.url}/v1/revoke`, {
      method: 'POST',
      body: new URLSearchParams({ client_id: 'waybill-portal', token }),
    });

    expect(revoked.status).toBe(200);
    expect((await issuer.refresh(token)).body['error']).toBe('invalid_grant');
  });

  it('survives a restart, as do the session and the keys', async () => {
    const browser = new Browser();
    const before = await issuer.signIn('auditor', browser);

    await issuer.restart();

    expect((await issuer.refresh(before['refresh_token'] ?? '')).status).toBe(200);
    expect(claims(await issuer.signIn('nobody at all', browser))['sub']).toBe('auditor');
    await expect(verified(before['access_token'] ?? '')).resolves.toMatchObject({ sub: 'auditor' });
  });
});

describe('client credentials', () => {
  const machines: [string, string, object][] = [
    ['waybill-machine', 'machine-secret', { scp: everyApiScope }],
    ['partner-acme', 'acme-secret', { partner: 'acme', scp: ['waybill.read', 'waybill.ingest'] }],
    ['globex-edi', 'globex-secret', { partner: 'globex' }],
  ];
  it.each(machines)('give %s a token for the API', async (id, secret, expected) => {
    const scope =
      id === 'waybill-machine' ? everyApiScope.join(' ') : 'waybill.read waybill.ingest';

    const { body } = await issuer.token(
      { grant_type: 'client_credentials', scope },
      `${id}:${secret}`,
    );

    const token = claims(body);
    expect(token).toMatchObject({ aud: 'api://waybill', sub: id, cid: id, ...expected });
    expect(token).not.toHaveProperty('groups');
  });

  it('give every scope of the client when none is asked for', async () => {
    const { body } = await issuer.token(
      { grant_type: 'client_credentials' },
      'waybill-machine:machine-secret',
    );

    expect(claims(body)['scp']).toEqual(everyApiScope);
  });

  it('are taken from the body as well', async () => {
    const { status } = await issuer.token({
      grant_type: 'client_credentials',
      client_id: 'waybill-machine',
      client_secret: 'machine-secret',
    });

    expect(status).toBe(200);
  });

  const refused: [string, Record<string, string>, string, number, string][] = [
    ['a wrong secret', {}, 'partner-acme:wrong', 401, 'invalid_client'],
    ['an unknown client', {}, 'partner-nobody:x', 401, 'invalid_client'],
    [
      'a scope not its own',
      { scope: 'waybill.write' },
      'partner-acme:acme-secret',
      400,
      'invalid_scope',
    ],
    [
      'the audience of browsers',
      { resource: 'api://waybill-bff' },
      'waybill-machine:machine-secret',
      400,
      'invalid_target',
    ],
    ['the BFF with a secret', {}, 'waybill-bff:bff-secret', 401, 'invalid_client'],
  ];
  it.each(refused)('refuse %s', async (_name, extra, basic, status, error) => {
    const answer = await issuer.token({ grant_type: 'client_credentials', ...extra }, basic);

    expect([answer.status, answer.body['error']]).toEqual([status, error]);
  });
});

describe('token exchange', () => {
  it('gives the BFF a token for the API that names the person and who acts for them', async () => {
    const { access_token: browserToken = '' } = await issuer.signIn('qa');

    const { body } = await issuer.exchange(browserToken);

    expect(body['issued_token_type']).toBe('urn:ietf:params:oauth:token-type:access_token');
    await expect(verified(body['access_token'] ?? '')).resolves.toMatchObject({
      aud: 'api://waybill',
      sub: 'qa',
      groups: ['waybill-qa'],
      cid: 'waybill-bff',
      act: { sub: 'waybill-bff' },
      scp: ['waybill.read', 'waybill.operate', 'waybill.ingest'],
    });
  });

  it('never widens what the person may hold', async () => {
    const { access_token: browserToken = '' } = await issuer.signIn('viewer');

    const narrowed = await issuer.exchange(browserToken, { scope: 'waybill.read waybill.operate' });
    const nothing = await issuer.exchange(browserToken, { scope: 'waybill.operate' });

    expect(claims(narrowed.body)['scp']).toEqual(['waybill.read']);
    expect(nothing.body['error']).toBe('invalid_scope');
  });

  it('refuses a subject token that is not the browser’s', async () => {
    const machine = await issuer.token(
      { grant_type: 'client_credentials' },
      'waybill-machine:machine-secret',
    );
    const tokens = await issuer.signIn('admin');
    const exchanged = await issuer.exchange(tokens['access_token'] ?? '');
    const { privateKey } = await generateKeyPair('RS256');
    const forged = await new SignJWT(claims(tokens))
      .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt' })
      .sign(privateKey);
    const wrong = {
      'a token for another audience': machine.body['access_token'],
      'an exchanged token': exchanged.body['access_token'],
      'an ID token': tokens['id_token'],
      'a forged token': forged,
      'no token at all': 'not-a-token',
    };

    const errors = await Promise.all(
      Object.entries(wrong).map(async ([name, token = '']) => [
        name,
        (await issuer.exchange(token)).body['error'],
      ]),
    );

    expect(errors).toEqual(Object.keys(wrong).map((name) => [name, 'invalid_grant']));
  });

  it('is closed to other clients', async () => {
    const { access_token: browserToken = '' } = await issuer.signIn('admin');

    const machine = await issuer.exchange(browserToken, {}, 'waybill-machine:machine-secret');
    const unknown = await issuer.exchange(browserToken, {}, 'waybill-other:bff-secret');

    expect(machine.body['error']).toBe('invalid_request');
    expect(unknown.status).toBe(401);
  });

  it('refuses an expired subject token', async () => {
    const short = await LocalIssuer.start({ tokenTtl: 1 });
    const { access_token: browserToken = '' } = await short.signIn('admin');
    const fresh = await short.exchange(browserToken);
    await new Promise((resolve) => setTimeout(resolve, 1100));

    const late = await short.exchange(browserToken);

    expect([fresh.status, late.body['error']]).toEqual([200, 'invalid_grant']);
    await short.stop();
  });

  it('takes each proof of the BFF once, for itself and for a short time', async () => {
    const { access_token: browserToken = '' } = await issuer.signIn('admin');
    const exchanged = async (proof: Record<string, string>, basic?: string) =>
      (await issuer.exchange(browserToken, { ...(await issuer.proof()), ...proof }, basic)).status;
    const once = await issuer.proof();
    const { keys } = newClientKeys();
    const at = (audience: string) =>
      createClientAssertion('waybill-bff', bffKeys, systemClock)(audience);
    const longAgo = { now: () => new Date(Date.now() - 121_000) };
    const late = createClientAssertion('waybill-bff', bffKeys, longAgo);
    const behind = { now: () => new Date(Date.now() - 60_000) };
    const ahead = { now: () => new Date(Date.now() + 60_000) };
    const skewed = [behind, ahead].map((clock) =>
      createClientAssertion('waybill-bff', bffKeys, clock)(`${issuer.url}/v1/token`),
    );

    expect(await exchanged(once)).toBe(200);
    expect(await exchanged(once), 'used twice').toBe(401);
    expect(await exchanged(await issuer.proof({ keys })), 'another key').toBe(401);
    expect(await exchanged({ client_assertion: await at('https://id.example/token') })).toBe(401);
    expect(await exchanged({ client_assertion: await late(`${issuer.url}/v1/token`) })).toBe(401);
    for (const assertion of skewed)
      expect(await exchanged({ client_assertion: await assertion }), 'a minute off').toBe(200);
    const bySecret = await issuer.exchange(browserToken, {}, 'waybill-bff:bff-secret');
    expect(bySecret.status, 'a secret').toBe(401);
  });

  it('goes on over two rotations of the BFF’s keys, and then refuses the key that was retired', async () => {
    const first = newClientKeys();
    const second = rotateClientKeys(first);
    const third = rotateClientKeys(second);
    let published = first;
    let reads = 0;
    const server = createServer((_request, response) => {
      reads += 1;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(publicKeys(published)));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const keyed = await LocalIssuer.start({
      bffKeys: { jwks_uri: `http://127.0.0.1:${port}/keys` },
    });
    const { access_token: token = '' } = await keyed.signIn('admin');
    const statusWith = async (keys: ClientKeySet) =>
      (await keyed.exchange(token, await keyed.proof(keys))).status;

    expect(await statusWith(first)).toBe(200);
    expect(await statusWith(second), 'before the issuer has read the new set').toBe(200);
    expect(reads).toBe(1);
    published = second;
    await keyed.restart();
    expect([await statusWith(second), await statusWith(first)]).toEqual([200, 200]);
    published = third;
    await keyed.restart();
    expect([await statusWith(third), await statusWith(second)]).toEqual([200, 200]);
    expect(await statusWith(first), 'retired').toBe(401);
    await keyed.stop();
    server.close();
  });
});

describe('signing out', () => {
  it('returns to the portal and ends the session, its refresh tokens and the exchange', async () => {
    const browser = new Browser();
    const tokens = await issuer.signIn('support', browser);
    const url = new URL(`${issuer.url}/v1/logout`);
    url.searchParams.set('id_token_hint', tokens['id_token'] ?? '');
    url.searchParams.set('post_logout_redirect_uri', `${portalOrigin}/`);

    const page = await browser.open(url);
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(await page.text())?.[1] ?? '';
    const back = await browser.open(`${issuer.url}/v1/logout/confirm`, { xsrf, logout: 'yes' });

    expect(page.headers.get('content-security-policy')).toContain(portalOrigin);
    expect(back.headers.get('location')).toBe(`${portalOrigin}/`);
    expect((await issuer.refresh(tokens['refresh_token'] ?? '')).body['error']).toBe(
      'invalid_grant',
    );
    expect((await issuer.exchange(tokens['access_token'] ?? '')).body['error']).toBe(
      'invalid_grant',
    );
  });

  it('never redirects to a stranger', async () => {
    const browser = new Browser();
    const tokens = await issuer.signIn('support', browser);
    const url = new URL(`${issuer.url}/v1/logout`);
    url.searchParams.set('id_token_hint', tokens['id_token'] ?? '');
    url.searchParams.set('post_logout_redirect_uri', 'http://evil.example/');

    expect((await browser.open(url)).status).toBe(400);
  });
});

describe('the issuer', () => {
  it('describes itself by one name, however it is reached', async () => {
    const path = '/.well-known/openid-configuration';
    const byName = await fetch(`${issuer.url}${path}`);
    const byAddress = await fetch(`${issuer.url.replace('localhost', '127.0.0.1')}${path}`);

    const description = await byName.json();
    expect(await byAddress.json()).toEqual(description);
    expect(description).toMatchObject({
      issuer: issuer.url,
      authorization_endpoint: `${issuer.url}/v1/authorize`,
      token_endpoint: `${issuer.url}/v1/token`,
      jwks_uri: `${issuer.url}/v1/keys`,
      end_session_endpoint: `${issuer.url}/v1/logout`,
      revocation_endpoint: `${issuer.url}/v1/revoke`,
      code_challenge_methods_supported: ['S256'],
    });
  });

  it('answers the portal’s origin across origins, and no other', async () => {
    const { refresh_token: token = '' } = await issuer.signIn('viewer');
    const form = {
      grant_type: 'refresh_token',
      client_id: 'waybill-portal',
      refresh_token: token,
    };

    const foreign = await issuer.token(form, undefined, 'http://evil.example');
    const own = await issuer.token(form, undefined, portalOrigin);

    expect([foreign.status, own.status]).toEqual([400, 200]);
  });

  it('publishes the old key after a rotation, and signs with the new one', async () => {
    const before = (await issuer.signIn('viewer'))['access_token'] ?? '';

    issuer.rotateKeys();

    const after = (await issuer.signIn('viewer'))['access_token'] ?? '';
    await expect(verified(before)).resolves.toMatchObject({ sub: 'viewer' });
    await expect(verified(after)).resolves.toMatchObject({ sub: 'viewer' });
    expect(after.split('.')[0]).not.toBe(before.split('.')[0]);
    expect((await issuer.exchange(before)).status).toBe(200);
  });

  it('publishes no private part of a key', async () => {
    const { keys } = await (await fetch(`${issuer.url}/v1/keys`)).json();

    expect(keys.length).toBeGreaterThan(0);
    for (const key of keys) {
      expect(Object.keys(key).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
    }
  });
});

function claims(body: Record<string, string>): Record<string, unknown> {
  return decodeJwt(body['access_token'] ?? '');
}

async function verified(token: string) {
  const keys = createRemoteJWKSet(new URL(`${issuer.url}/v1/keys`));
  return (await jwtVerify(token, keys, { issuer: issuer.url })).payload;
}
