import { interactionPolicy, errors } from 'oidc-provider';
import type {
  AccessToken,
  AdapterFactory,
  ClientCredentials,
  Configuration,
  JWTStructured,
  KoaContextWithOIDC,
  ResourceServer,
} from 'oidc-provider';
import { findLocalAccount, groupsOf } from './accounts.ts';
import type { LocalAccount } from './accounts.ts';
import { apiAudience, apiScopes, bffAudience, portalScope } from './audiences.ts';
import { bffClientId, clientsOf, partnerClientId, portalClientId } from './clients.ts';
import type { ClientOptions } from './clients.ts';
import { errorPage, pageHeaders, signedOutPage, signingOutPage } from './pages.ts';
import type { Html } from './pages.ts';
import type { IssuerSecrets } from './secrets.ts';

export interface ProviderOptions extends ClientOptions {
  readonly issuer: URL;
  readonly secrets: IssuerSecrets;
  readonly adapter: AdapterFactory;
  /** JWT header `typ` of access tokens. */
  readonly tokenType: string;
  /** Seconds an access token lives. */
  readonly tokenTtl: number;
  /** Seconds a sign-in and its refresh tokens live without use. */
  readonly sessionTtl: number;
}

/** The path of the sign-in page below the issuer's path. */
export const signInPath = '/sign-in';

/** oidc-provider's settings for an issuer with the shapes of an Okta custom authorization server. */
export function configurationOf(options: ProviderOptions): Configuration {
  const { secrets, sessionTtl, tokenTtl } = options;
  return {
    adapter: options.adapter,
    clients: clientsOf(options),
    jwks: { keys: [...secrets.keys] },
    cookies: cookiesOf(options),
    routes: {
      authorization: '/v1/authorize',
      token: '/v1/token',
      jwks: '/v1/keys',
      end_session: '/v1/logout',
      revocation: '/v1/revoke',
    },
    ttl: {
      AccessToken: tokenTtl,
      ClientCredentials: tokenTtl,
      IdToken: tokenTtl,
      AuthorizationCode: 60,
      Interaction: 3600,
      RefreshToken: sessionTtl,
      Session: sessionTtl,
      Grant: sessionTtl,
    },
    // The BFF publishes its keys on this machine, where the library's own agent would not go.
    fetch: (url, { signal, headers } = {}) =>
      fetch(url, { signal: signal ?? null, headers: headers ?? {} }),
    clockTolerance: 0,
    pkce: { required: () => true },
    scopes: ['openid', 'offline_access', portalScope, ...apiScopes],
    claims: {
      openid: ['sub', 'groups'],
      profile: ['name', 'preferred_username'],
      email: ['email', 'email_verified'],
      groups: ['groups'],
    },
    // A token for the API cannot be used at a userinfo endpoint, so everything is in the ID token.
    conformIdTokenClaims: false,
    findAccount: (_ctx, login) => accountOf(findLocalAccount(login)),
    extraTokenClaims: (_ctx, token) => extraClaims(token, options),
    formats: { customizers: { jwt: oktaShape(options.tokenType) } },
    // Okta gives a refresh token without a consent page; the library would insist on one.
    issueRefreshToken: async (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: true,
    loadExistingGrant: grantEverything,
    clientBasedCORS: (_ctx, origin, client) =>
      client.clientId === portalClientId && options.portalOrigins.includes(origin),
    interactions: {
      policy: interactionPolicy.base(),
      url: (_ctx, interaction) => `${options.issuer.pathname}${signInPath}/${interaction.uid}`,
    },
    renderError: (ctx, out) => {
      show(ctx, errorPage(out), []);
    },
    features: featuresOf(options),
  };
}

/** The API as oidc-provider's resource server: signed JWTs that live `tokenTtl` seconds. */
export function apiResourceServer(tokenTtl: number): ResourceServer {
  return resourceServer(apiScopes, tokenTtl);
}

function resourceServer(scopes: readonly string[], tokenTtl: number): ResourceServer {
  return {
    scope: scopes.join(' '),
    accessTokenTTL: tokenTtl,
    accessTokenFormat: 'jwt',
    jwt: { sign: { alg: 'RS256' } },
  };
}

function featuresOf(options: ProviderOptions): Configuration['features'] {
  const audienceFor = (clientId: string) =>
    clientId === portalClientId ? bffAudience : apiAudience;
  return {
    devInteractions: { enabled: false },
    userinfo: { enabled: false },
    clientCredentials: { enabled: true },
    revocation: {
      enabled: true,
      allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
    },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (ctx, form) => {
        show(ctx, signingOutPage(form), options.portalOrigins);
      },
      postLogoutSuccessSource: (ctx) => {
        show(ctx, signedOutPage(), []);
      },
    },
    resourceIndicators: {
      enabled: true,
      defaultResource: (_ctx, client) => audienceFor(client.clientId),
      useGrantedResource: () => true,
      getResourceServerInfo: (ctx, resource, client) => {
        if (resource !== audienceFor(client.clientId)) throw new errors.InvalidTarget();
        // A machine that names no scope gets all of its own, like Okta's default scopes.
        const params = ctx.oidc.params;
        if (params?.['grant_type'] === 'client_credentials') params['scope'] ??= client.scope;
        const scopes = resource === bffAudience ? [portalScope] : apiScopes;
        return resourceServer(scopes, options.tokenTtl);
      },
    },
  };
}

/**
 * Cookies are shared by every port of a host, so the names carry the port: two hubs on one machine
 * must not sign each other out.
 */
function cookiesOf({ issuer, secrets }: ProviderOptions): Configuration['cookies'] {
  const prefix = `waybill_${issuer.port}`;
  return {
    keys: [secrets.cookieKey],
    names: {
      session: `${prefix}_session`,
      interaction: `${prefix}_sign_in`,
      resume: `${prefix}_resume`,
    },
    long: { httpOnly: true, sameSite: 'lax', path: issuer.pathname },
    short: { httpOnly: true, sameSite: 'lax' },
  };
}

function accountOf(account: LocalAccount | undefined) {
  if (!account) return undefined;
  const { login, name, email } = account;
  return {
    accountId: login,
    claims: () => ({
      sub: login,
      name,
      preferred_username: login,
      email,
      email_verified: true,
      groups: groupsOf(account),
    }),
  };
}

function extraClaims(token: AccessToken | ClientCredentials, { partnerClients }: ProviderOptions) {
  if (token.kind === 'ClientCredentials') {
    const client = partnerClients.find((each) => partnerClientId(each) === token.clientId);
    return client ? { partner: client.partner } : undefined;
  }
  const account = findLocalAccount(token.accountId);
  if (!account) return undefined;
  const actor = token.clientId === bffClientId ? { act: { sub: bffClientId } } : {};
  // The exchange looks the session up, so that a browser's token dies with its sign-out.
  const session = token.sessionUid ? { session: token.sessionUid } : {};
  return { uid: account.login, groups: groupsOf(account), ...session, ...actor };
}

/** Okta names the client `cid` and gives scopes as the array `scp`, not as RFC 9068's string. */
function oktaShape(tokenType: string) {
  return (_ctx: KoaContextWithOIDC, _token: unknown, jwt: JWTStructured): void => {
    const { scope, client_id, ...payload } = jwt.payload;
    jwt.header = { typ: tokenType };
    jwt.payload = {
      ...payload,
      client_id,
      cid: client_id,
      scp: typeof scope === 'string' ? scope.split(' ') : [],
    };
  };
}

/** Local clients are all ours: whoever signs in has consented, and no consent page is shown. */
async function grantEverything(ctx: KoaContextWithOIDC) {
  const { client, session, provider } = ctx.oidc;
  if (!client || !session?.accountId) return undefined;
  const grantId = session.grantIdFor(client.clientId);
  const existing = grantId ? await provider.Grant.find(grantId) : undefined;
  if (existing && existing.accountId === session.accountId) return existing;

  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope(`openid profile email groups offline_access ${portalScope}`);
  grant.addResourceScope(bffAudience, portalScope);
  await grant.save();
  return grant;
}

/** Leaves the sending to the library, which still has cookies to set. */
function show(ctx: KoaContextWithOIDC, content: Html, formTargets: readonly string[]): void {
  ctx.set(pageHeaders(formTargets));
  ctx.body = content.html;
}
