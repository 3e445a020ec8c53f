import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClientAssertion, newClientKeys, publicKeys } from '@waybill/bff';
import type { ClientKeySet } from '@waybill/bff';
import { systemClock } from '@waybill/kit';
import type { JWKS } from 'oidc-provider';
import { createIssuer } from '../issuer.ts';
import type { Issuer, IssuerOptions } from '../issuer.ts';
import { Browser, pkce } from './browser.ts';
import { freePort } from './free-port.ts';

export const portalOrigin = 'http://localhost:4999';
const callback = `${portalOrigin}/auth/callback`;

export const bffKeys = newClientKeys();

export interface TokenAnswer {
  readonly status: number;
  readonly body: Record<string, string>;
}

/** A running issuer on a free port, with the calls that its clients make. */
export class LocalIssuer {
  readonly url: string;
  readonly dataDir: string;
  #options: Partial<IssuerOptions>;
  #issuer: Issuer | undefined;

  constructor(url: string, dataDir: string, options: Partial<IssuerOptions>) {
    this.url = url;
    this.dataDir = dataDir;
    this.#options = options;
  }

  static async start(options: Partial<IssuerOptions> = {}): Promise<LocalIssuer> {
    const url = `http://localhost:${await freePort()}/oauth2/default`;
    const dataDir = await mkdtemp(join(tmpdir(), 'waybill-issuer-'));
    const local = new LocalIssuer(url, dataDir, options);
    await local.restart();
    return local;
  }

  async restart(): Promise<void> {
    await this.#issuer?.close();
    // fetch() keeps connections alive; let it notice that these are gone.
    await new Promise((resolve) => setTimeout(resolve, 20));
    const { url, dataDir } = this;
    this.#issuer = createIssuer({
      issuer: url,
      dataDir,
      portalOrigins: [portalOrigin],
      bffKeys: { jwks: jwksOf(bffKeys) },
      ...this.#options,
    });
    await this.#issuer.listen();
  }

  async stop(): Promise<void> {
    await this.#issuer?.close();
    await rm(this.dataDir, { recursive: true });
  }

  rotateKeys(): void {
    this.#issuer?.rotateKeys();
  }

  /** Posts to the token endpoint; `basic` is `id:secret`. */
  async token(form: Record<string, string>, basic?: string, origin?: string): Promise<TokenAnswer> {
    const response = await fetch(`${this.url}/v1/token`, {
      method: 'POST',
      headers: {
        ...(basic ? { authorization: `Basic ${Buffer.from(basic).toString('base64')}` } : {}),
        ...(origin ? { origin } : {}),
      },
      body: new URLSearchParams(form),
    });
    return { status: response.status, body: await response.json() };
  }

  authorizeUrl(challenge: string, extra: Record<string, string> = {}): URL {
    const url = new URL(`${this.url}/v1/authorize`);
    url.search = new URLSearchParams({
      client_id: 'waybill-portal',
      response_type: 'code',
      scope: 'openid profile email offline_access portal',
      redirect_uri: callback,
      code_challenge: challenge,
      code_challenge_method: 'S256',
      state: 'the-state',
      nonce: 'the-nonce',
      ...extra,
    }).toString();
    return url;
  }

  /** Signs a person in through the page and exchanges the code, as the portal does. */
  async signIn(login: string, browser = new Browser()): Promise<Record<string, string>> {
    const { verifier, challenge } = pkce();
    const shown = await browser.follow(await browser.open(this.authorizeUrl(challenge)));
    const asked = shown.url.origin === portalOrigin;
    const back = asked
      ? shown
      : await browser.follow(await browser.open(shown.url, { login, password: 'any' }));
    const answer = await this.token({
      grant_type: 'authorization_code',
      client_id: 'waybill-portal',
      code: back.url.searchParams.get('code') ?? '',
      redirect_uri: callback,
      code_verifier: verifier,
    });
    return answer.body;
  }

  refresh(refreshToken: string): Promise<TokenAnswer> {
    return this.token({
      grant_type: 'refresh_token',
      client_id: 'waybill-portal',
      refresh_token: refreshToken,
    });
  }

  /** Exchanges a browser's token as the BFF does, or as a client with a secret: `basic` is `id:secret`. */
  async exchange(
    subjectToken: string,
    extra: Record<string, string> = {},
    basic?: string,
  ): Promise<TokenAnswer> {
    return this.token(
      {
        grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
        subject_token: subjectToken,
        subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
        ...(basic ? {} : await this.proof()),
        ...extra,
      },
      basic,
    );
  }

  /** What the BFF proves itself with; each can be used once. */
  async proof(keys: ClientKeySet = bffKeys): Promise<Record<string, string>> {
    const assertion = createClientAssertion('waybill-bff', keys, systemClock);
    return {
      client_id: 'waybill-bff',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await assertion(`${this.url}/v1/token`),
    };
  }
}

export function jwksOf(keys: ClientKeySet): JWKS {
  return { keys: publicKeys(keys).keys.map((key) => ({ ...key })) };
}
