import * as z from 'zod';
import type { Clock } from '../clock.ts';
import { callerOf } from './caller-of.ts';
import { cognitoCallerOf } from './cognito-caller.ts';
import { createIssuersVerifier } from './issuers.ts';
import { readKeySet } from './read-key-set.ts';
import { createSigningKeys } from './signing-keys.ts';
import { createTokenVerifier } from './token-verifier.ts';
import type { TokenRules, TokenVerifier } from './token-verifier.ts';

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== ''),
);

/** Whose tokens the API takes; the same for every operation and for the authorizer in front of them. An empty issuer is trusted in nothing. */
export const apiTokenSettings = {
  WAYBILL_ISSUER: z.url().optional(),
  WAYBILL_JWKS_URL: z.url().optional(),
  WAYBILL_API_AUDIENCE: z.string().default('api://waybill'),
  /** `none` for an issuer whose access tokens have no `typ`. */
  WAYBILL_TOKEN_TYPE: z.string().default('at+jwt'),
  WAYBILL_TOKEN_LIFETIME_MAX_S: z.coerce.number().int().min(1).default(3600),
  WAYBILL_ACTORS: list.default(['waybill-bff']),
  WAYBILL_MACHINES: list.default(['waybill-machine']),
  WAYBILL_COGNITO_ISSUER: z.url().optional(),
  WAYBILL_COGNITO_JWKS_URL: z.url().optional(),
  WAYBILL_COGNITO_CLIENTS: list.default([]),
  WAYBILL_COGNITO_MACHINES: list.default([]),
  WAYBILL_COGNITO_PROVIDER: z.string().default('Okta'),
};

export type ApiTokenConfig = z.output<z.ZodObject<typeof apiTokenSettings>>;

export interface ApiTokens extends TokenVerifier {
  /** Whether the keys of every issuer can be read now. */
  areIssuersThere(): Promise<boolean>;
}

/**
 * The verifier of all tokens that the API takes.
 *
 * @throws Error when no issuer is configured
 */
export function apiTokens(config: ApiTokenConfig, clock: Clock): ApiTokens {
  const trusted = [...oktaOf(config), ...cognitoOf(config)];
  if (trusted.length === 0)
    throw new Error('Settings are missing: WAYBILL_ISSUER or WAYBILL_COGNITO_ISSUER.');
  const verifiers = trusted.map(({ rules, keysUrl }): [string, TokenVerifier] => {
    const keys = createSigningKeys(() => readKeySet(keysUrl), clock);
    return [rules.issuer, createTokenVerifier(keys, rules, clock)];
  });
  return {
    ...createIssuersVerifier(new Map(verifiers)),
    areIssuersThere: () =>
      Promise.all(trusted.map(({ keysUrl }) => readKeySet(keysUrl))).then(
        () => true,
        () => false,
      ),
  };
}

interface TrustedIssuer {
  readonly rules: TokenRules;
  readonly keysUrl: string;
}

function oktaOf(config: ApiTokenConfig): TrustedIssuer[] {
  const { WAYBILL_ISSUER: issuer, WAYBILL_TOKEN_TYPE: type } = config;
  if (issuer === undefined) return [];
  const trust = { actors: config.WAYBILL_ACTORS, machines: config.WAYBILL_MACHINES };
  const rules = {
    issuer,
    audience: config.WAYBILL_API_AUDIENCE,
    type: type === 'none' ? null : type,
    lifetimeMaxS: config.WAYBILL_TOKEN_LIFETIME_MAX_S,
    callerOf: (claims: unknown) => callerOf(claims, trust),
  };
  return [{ rules, keysUrl: config.WAYBILL_JWKS_URL ?? `${issuer}/v1/keys` }];
}

function cognitoOf(config: ApiTokenConfig): TrustedIssuer[] {
  const { WAYBILL_COGNITO_ISSUER: issuer } = config;
  if (issuer === undefined) return [];
  const trust = {
    people: config.WAYBILL_COGNITO_CLIENTS,
    machines: config.WAYBILL_COGNITO_MACHINES,
    resourceServer: config.WAYBILL_API_AUDIENCE,
    provider: config.WAYBILL_COGNITO_PROVIDER,
  };
  const rules = {
    issuer,
    audience: null,
    type: null,
    lifetimeMaxS: config.WAYBILL_TOKEN_LIFETIME_MAX_S,
    callerOf: (claims: unknown) => cognitoCallerOf(claims, trust),
  };
  return [{ rules, keysUrl: config.WAYBILL_COGNITO_JWKS_URL ?? `${issuer}/.well-known/jwks.json` }];
}
