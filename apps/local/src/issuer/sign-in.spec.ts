import { createHash } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localAccounts } from './accounts.ts';
import { Browser, pkce } from './testing/browser.ts';
import { LocalIssuer, portalOrigin } from './testing/local-issuer.ts';

let issuer: LocalIssuer;
beforeAll(async () => {
  issuer = await LocalIssuer.start();
});
afterAll(() => issuer.stop());

describe('signing in', () => {
  it('gives the browser a token for the BFF only, and an ID token with name, email and groups', async () => {
    const tokens = await issuer.signIn('support');

    expect(decodeProtectedHeader(tokens['access_token'] ?? '')).toMatchObject({
      alg: 'RS256',
      typ: 'at+jwt',
    });
    const access = decodeJwt(tokens['access_token'] ?? '');
    expect(access).toMatchObject({
      iss: issuer.url,
      aud: 'api://waybill-bff',
      sub: 'support',
      uid: 'support',
      cid: 'waybill-portal',
      scp: ['portal'],
      groups: ['waybill-support'],
    });
    expect((access.exp ?? 0) - (access.iat ?? 0)).toBe(600);
    expect(access.jti).toBeTruthy();
    expect(decodeJwt(tokens['id_token'] ?? '')).toMatchObject({
      sub: 'support',
      name: 'Sam Whitfield',
      email: 'support@example.com',
      groups: ['waybill-support'],
      nonce: 'the-nonce',
      aud: 'waybill-portal',
    });
  });

  it.each(localAccounts.map(({ login }) => login))('knows the account %s', async (login) => {
    const tokens = await issuer.signIn(login);

    expect(decodeJwt(tokens['id_token'] ?? '')).toMatchObject({
      sub: login,
      groups: [`waybill-${login.replace('2', '')}`],
    });
  });

  it('asks only once in a browser', async () => {
    const browser = new Browser();
    await issuer.signIn('viewer', browser);

    const { url } = await browser.follow(await browser.open(issuer.authorizeUrl(pkce().challenge)));

    expect(url.origin).toBe(portalOrigin);
    expect(url.searchParams.get('code')).toBeTruthy();
    expect(url.searchParams.get('state')).toBe('the-state');
  });

  it('refuses an unknown account on the page, keeping what was typed, escaped', async () => {
    const browser = new Browser();
    const page = await signInPage(browser);

    const response = await browser.open(page.url, { login: '<b>nobody', password: 'x' });

    expect(response.status).toBe(422);
    const text = await response.text();
    expect(text).toContain('role="alert"');
    expect(text).toContain('value="&lt;b&gt;nobody"');
    expect(text).not.toContain('<b>nobody');
  });

  it('has labelled fields, a card per account and a policy that lets the form end at the portal', async () => {
    const { response } = await signInPage(new Browser());
    const text = await response.text();

    expect(text).toMatch(/<label for="login">/);
    expect(text).toMatch(/<label for="password">/);
    for (const { login } of localAccounts)
      expect(text).toContain(`aria-label="Sign in as ${login},`);
    const policy = response.headers.get('content-security-policy');
    expect(policy).toContain(`form-action 'self' ${portalOrigin}`);
    expect(policy).not.toContain('unsafe');
    const style = /<style>([^]*)<\/style>/.exec(text)?.[1] ?? '';
    expect(policy).toContain(createHash('sha256').update(style).digest('base64'));
  });

  it('says so when the page is opened in another browser', async () => {
    const { url } = await signInPage(new Browser());

    const response = await new Browser().open(url);

    expect(response.status).toBe(400);
    expect(await response.text()).toContain('sign_in_expired');
  });
});

describe('an authorization request that is wrong', () => {
  const onPage: [string, Record<string, string>, string][] = [
    ['an unknown client', { client_id: 'nobody' }, 'invalid_client'],
    ['a foreign redirect', { redirect_uri: 'http://evil.example/' }, 'invalid_redirect_uri'],
  ];
  it.each(onPage)(
    'with %s is told to the person, never redirected',
    async (_name, extra, error) => {
      const response = await new Browser().open(issuer.authorizeUrl(pkce().challenge, extra));

      expect(response.status).toBe(400);
      expect(response.headers.get('location')).toBeNull();
      expect(await response.text()).toContain(error);
    },
  );

  const returned: [string, Record<string, string>, string][] = [
    ['without PKCE', { code_challenge: '' }, 'invalid_request'],
    ['with plain PKCE', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['for an API scope', { scope: 'openid waybill.write' }, 'invalid_scope'],
    ['for the API itself', { resource: 'api://waybill' }, 'invalid_target'],
    ['silently while signed out', { prompt: 'none' }, 'login_required'],
  ];
  it.each(returned)('%s goes back to the portal with its code', async (_name, extra, error) => {
    const browser = new Browser();
    const { url } = await browser.follow(
      await browser.open(issuer.authorizeUrl(pkce().challenge, extra)),
    );

    expect(url.origin).toBe(portalOrigin);
    expect(url.searchParams.get('error')).toBe(error);
    expect(url.searchParams.get('state')).toBe('the-state');
  });
});

function signInPage(browser: Browser) {
  return browser.open(issuer.authorizeUrl(pkce().challenge)).then((each) => browser.follow(each));
}
