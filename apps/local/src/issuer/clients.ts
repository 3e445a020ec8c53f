import type { ClientMetadata, JWKS } from 'oidc-provider';
import { apiScopes, partnerScopes, portalScope } from './audiences.ts';

export const portalClientId = 'waybill-portal';
export const bffClientId = 'waybill-bff';
export const tokenExchangeGrant = 'urn:ietf:params:oauth:grant-type:token-exchange';

/** A partner's machine. `id` defaults to `partner-<partner>`. */
export interface PartnerClient {
  readonly partner: string;
  readonly id?: string;
  readonly secret: string;
}

export const defaultPartnerClients: readonly PartnerClient[] = [
  { partner: 'acme', secret: 'acme-secret' },
];

export interface ClientOptions {
  /** Where the portal is served from, without a trailing slash: `http://localhost:4200`. */
  readonly portalOrigins: readonly string[];
  readonly partnerClients: readonly PartnerClient[];
  /** The public keys that the BFF proves itself with (private_key_jwt), or the address where it publishes them. */
  readonly bffKeys: BffKeys;
}

export type BffKeys = { readonly jwks: JWKS } | { readonly jwks_uri: string };

const machine = {
  grant_types: ['client_credentials'],
  redirect_uris: [],
  response_types: [],
} satisfies Partial<ClientMetadata>;

/** The client id of a partner's machine. */
export function partnerClientId(client: PartnerClient): string {
  return client.id ?? `partner-${client.partner}`;
}

/** Every client the issuer knows, in oidc-provider's metadata form. */
export function clientsOf(options: ClientOptions): ClientMetadata[] {
  const at = (path: string) => options.portalOrigins.map((origin) => `${origin}${path}`);
  return [
    {
      client_id: portalClientId,
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      redirect_uris: [...at('/auth/callback'), ...at('/')],
      post_logout_redirect_uris: [...at('/'), ...at(''), ...at('/signed-out')],
      scope: `openid profile email groups offline_access ${portalScope}`,
    },
    {
      client_id: bffClientId,
      grant_types: [tokenExchangeGrant],
      redirect_uris: [],
      response_types: [],
      scope: apiScopes.join(' '),
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: 'ES256',
      ...options.bffKeys,
    },
    {
      ...machine,
      client_id: 'waybill-machine',
      client_secret: 'machine-secret',
      scope: apiScopes.join(' '),
    },
    ...options.partnerClients.map((client) => ({
      ...machine,
      client_id: partnerClientId(client),
      client_secret: client.secret,
      scope: partnerScopes.join(' '),
    })),
  ];
}
