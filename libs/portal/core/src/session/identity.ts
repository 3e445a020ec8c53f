import { Service, inject } from '@angular/core';
import { OAuthService, OAuthStorage } from 'angular-oauth2-oidc';
import { RUNTIME_CONFIG } from '../config/runtime-config.ts';
import { safeReturnTo } from './return-to.ts';
import { silenceOfIssuer } from './sign-in-away.ts';
import { tokenKeys } from './token-set.ts';
import type { TokenSet } from './token-set.ts';

const patienceMs = 30_000;

/** A sign-in that came back with an error instead of a code. */
export class SignInRefused extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * The only file that knows the OpenID library: authorization code with PKCE against whatever issuer the
 * configuration names, and the tokens as a set that can be handed to another tab.
 */
@Service()
export class Identity {
  private readonly oauth = inject(OAuthService);
  private readonly storage = inject(OAuthStorage);
  private readonly config = inject(RUNTIME_CONFIG);
  private discovery: Promise<unknown> | null = null;

  /** The tokens of this tab, fresh or not. */
  tokens(): TokenSet | null {
    if (!this.storage.getItem('access_token')) return null;
    const entries: Record<string, string> = {};
    for (const key of tokenKeys) {
      const value = this.storage.getItem(key);
      if (value) entries[key] = value;
    }
    return { entries };
  }

  /** Takes over the tokens of another tab. */
  adopt(tokens: TokenSet): void {
    for (const key of tokenKeys) {
      const value = tokens.entries[key];
      if (value) this.storage.setItem(key, value);
      else this.storage.removeItem(key);
    }
  }

  forget(): void {
    for (const key of tokenKeys) this.storage.removeItem(key);
  }

  accessToken(): string | null {
    return this.storage.getItem('access_token');
  }

  /** Leaves for the issuer's page; comes back to `/auth/callback` and from there to `returnTo`. */
  async signIn(returnTo: string): Promise<void> {
    await this.discovered();
    this.oauth.initCodeFlow(safeReturnTo(returnTo));
  }

  /**
   * Turns the code in the address bar into tokens and returns where the person wanted to go.
   *
   * @throws SignInRefused when the issuer refused, or state, nonce or code are not those of this tab.
   */
  async finishSignIn(): Promise<string> {
    const answer = new URLSearchParams(location.search);
    const refusal = answer.get('error');
    if (refusal) throw new SignInRefused(refusal, answer.get('error_description') ?? refusal);
    if (!answer.has('code')) throw new SignInRefused('no_code', 'The issuer sent no code.');
    await this.discovered();
    try {
      await this.oauth.tryLoginCodeFlow();
    } catch (error) {
      throw refusalOf(error);
    }
    return safeReturnTo(decodeURIComponent(this.oauth.state ?? ''));
  }

  /** One use of the refresh token; the caller holds the lock that makes it one. */
  async refresh(): Promise<void> {
    await this.discovered();
    // Not more than was granted (RFC 6749 §6): an issuer may have left out what was asked for at first.
    const granted: unknown = this.oauth.getGrantedScopes();
    if (Array.isArray(granted)) this.oauth.scope = granted.join(' ');
    await orSilence(this.oauth.refreshToken());
  }

  /** Ends the sign-in here and at the issuer, and returns to `/signed-out`. */
  async signOut(): Promise<void> {
    await this.discovered();
    this.oauth.logOut();
  }

  private discovered(): Promise<unknown> {
    this.discovery ??= orSilence(this.discover()).catch((error: unknown) => {
      this.discovery = null;
      throw error;
    });
    return this.discovery;
  }

  private discover(): Promise<unknown> {
    const { issuer, clientId, scope } = this.config;
    this.oauth.configure({
      issuer,
      clientId,
      scope,
      responseType: 'code',
      redirectUri: `${location.origin}/auth/callback`,
      postLogoutRedirectUri: `${location.origin}/signed-out`,
      useSilentRefresh: false,
      sessionChecksEnabled: false,
      // Okta's custom authorization servers keep their endpoints below the issuer; ours does, too.
      strictDiscoveryDocumentValidation: true,
    });
    return this.oauth.loadDiscoveryDocument();
  }
}

/** An issuer that takes the call and never answers is as good as away; whoever waits is told so. */
function orSilence<T>(answer: Promise<T>): Promise<T> {
  const silence = new Promise<never>((_, reject) => {
    setTimeout(() => {
      reject(silenceOfIssuer());
    }, patienceMs);
  });
  return Promise.race([answer, silence]);
}

function refusalOf(error: unknown): Error {
  const type: unknown =
    typeof error === 'object' && error !== null ? Reflect.get(error, 'type') : '';
  if (type === 'invalid_nonce_in_state') {
    return new SignInRefused('wrong_state', 'This answer belongs to another sign-in.');
  }
  return new SignInRefused('code_refused', 'The issuer did not accept the code of this sign-in.');
}
