import {
  createSigningKeys,
  createTokenVerifier,
  jsonLog,
  readConfig,
  readKeySet,
  systemClock,
} from '@waybill/kit';
import type { LambdaHandler } from '@waybill/kit';
import * as z from 'zod';
import { createBff } from './bff.ts';
import { createClientAssertion } from './identity/client-assertion.ts';
import { clientKeys, publicKeys } from './identity/client-keys.ts';
import { browserCaller } from './identity/browser-caller.ts';
import { issuerMetadata } from './identity/issuer-metadata.ts';
import { createTokenExchange } from './identity/token-exchange.ts';
import { randomHex } from './request/trace.ts';

const settings = z.object({
  WAYBILL_ISSUER: z.url(),
  WAYBILL_API_URL: z.url(),
  WAYBILL_BFF_CLIENT_ID: z.string().default('waybill-bff'),
  WAYBILL_BFF_CLIENT_KEYS: clientKeys,
  WAYBILL_BFF_AUDIENCE: z.string().default('api://waybill-bff'),
  WAYBILL_API_AUDIENCE: z.string().default('api://waybill'),
  WAYBILL_PORTAL_CLIENT_ID: z.string().default('waybill-portal'),
  WAYBILL_TOKEN_TYPE: z.string().default('at+jwt'),
  WAYBILL_TOKEN_LIFETIME_MAX_S: z.coerce.number().int().min(1).default(3600),
});

/**
 * The BFF of one execution environment, from its settings.
 *
 * @throws BadConfig naming what is missing or wrong
 */
export function bffFromEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  out: { write(text: string): unknown },
): LambdaHandler {
  const config = readConfig(settings, env);
  const clock = systemClock;
  const { WAYBILL_ISSUER: issuer, WAYBILL_BFF_CLIENT_ID: clientId } = config;
  const metadata = issuerMetadata(issuer, fetch);
  const keys = createSigningKeys(async () => readKeySet((await metadata()).jwksUri), clock);
  return createBff({
    apiBaseUrl: config.WAYBILL_API_URL,
    tokens: createTokenVerifier(
      keys,
      {
        issuer,
        audience: config.WAYBILL_BFF_AUDIENCE,
        type: config.WAYBILL_TOKEN_TYPE,
        lifetimeMaxS: config.WAYBILL_TOKEN_LIFETIME_MAX_S,
        callerOf: (claims) => browserCaller(claims, config.WAYBILL_PORTAL_CLIENT_ID),
      },
      clock,
    ),
    exchange: createTokenExchange(
      metadata,
      {
        clientId,
        assertion: createClientAssertion(clientId, config.WAYBILL_BFF_CLIENT_KEYS, clock),
        audience: config.WAYBILL_API_AUDIENCE,
      },
      clock,
      fetch,
    ),
    clientKeys: publicKeys(config.WAYBILL_BFF_CLIENT_KEYS),
    log: jsonLog(clock, out),
    fetcher: fetch,
    random: randomHex,
  });
}
