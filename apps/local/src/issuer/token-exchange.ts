import { createLocalJWKSet, jwtVerify } from 'jose';
import type { JSONWebKeySet } from 'jose';
import type Provider from 'oidc-provider';
import { errors } from 'oidc-provider';
import type { TokenEndpointGrantContext } from 'oidc-provider';
import { findLocalAccount, groupsOf } from './accounts.ts';
import { apiAudience, bffAudience, scopesOfGroups } from './audiences.ts';
import { portalClientId, tokenExchangeGrant } from './clients.ts';

const accessTokenType = 'urn:ietf:params:oauth:token-type:access_token';
const parameters = [
  'subject_token',
  'subject_token_type',
  'requested_token_type',
  'audience',
  'scope',
] as const;

type ExchangeParameters = Partial<Record<(typeof parameters)[number], string>>;
type ExchangeContext = TokenEndpointGrantContext<ExchangeParameters>;

interface ExchangeOptions {
  readonly publicKeys: JSONWebKeySet;
  readonly tokenType: string;
  readonly resourceServer: () => ConstructorParameters<Provider['ResourceServer']>[1];
}

/**
 * RFC 8693: the BFF hands in the browser's token and gets one for the API that still names the
 * person (`sub`, `groups`) and says who acts for them (`act.sub`). Anything wrong with the subject
 * token answers `invalid_grant` with one text, so that a caller learns nothing about why.
 */
export function registerTokenExchange(provider: Provider, options: ExchangeOptions): void {
  const keys = createLocalJWKSet(options.publicKeys);

  provider.registerGrantType<ExchangeParameters>(
    tokenExchangeGrant,
    async (ctx) => {
      const { params, client } = ctx.oidc;
      checkParameters(params);
      const subject = await subjectOf(provider, params.subject_token ?? '');
      const token = new provider.AccessToken({
        client,
        accountId: subject.login,
        grantId: '',
        gty: tokenExchangeGrant,
        scope: narrowed(params.scope, scopesOfGroups(subject.groups)).join(' '),
      });
      token.resourceServer = new provider.ResourceServer(apiAudience, options.resourceServer());
      ctx.oidc.entity('AccessToken', token);
      ctx.body = {
        access_token: await token.save(),
        issued_token_type: accessTokenType,
        token_type: token.tokenType,
        expires_in: token.expiration,
        scope: token.scope,
      };
    },
    parameters,
  );

  async function subjectOf(issuer: Provider, token: string) {
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer: issuer.issuer,
        audience: bffAudience,
        typ: options.tokenType,
        algorithms: ['RS256'],
      });
      const account = findLocalAccount(payload.sub ?? '');
      const session = await issuer.Session.findByUid(String(payload['session']));
      if (payload['cid'] === portalClientId && account && session?.accountId === account.login) {
        return { login: account.login, groups: groupsOf(account) };
      }
    } catch {
      // A token that does not verify and one whose session has ended get the same answer.
    }
    throw new errors.InvalidGrant('subject token is not valid');
  }
}

function checkParameters(params: ExchangeContext['oidc']['params']): void {
  if (!params.subject_token || params.subject_token_type !== accessTokenType) {
    throw new errors.InvalidRequest(`subject_token of type ${accessTokenType} is required`);
  }
  if (params.requested_token_type && params.requested_token_type !== accessTokenType) {
    throw new errors.InvalidRequest('only an access token can be requested');
  }
  if (params.audience && params.audience !== apiAudience) {
    throw new errors.InvalidTarget(`the only audience is ${apiAudience}`);
  }
}

/** The asked scopes the person may hold; all of theirs when nothing was asked. */
function narrowed(asked: string | undefined, held: readonly string[]): string[] {
  const wanted = asked?.split(' ').filter(Boolean) ?? held;
  const granted = held.filter((scope) => wanted.includes(scope));
  if (granted.length === 0) {
    throw new errors.InvalidScope('no such scope for this person', asked ?? '');
  }
  return granted;
}
