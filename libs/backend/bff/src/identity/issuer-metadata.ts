import { IssuerUnavailable } from '@waybill/kit';
import * as z from 'zod';

const discovery = z.looseObject({ issuer: z.string(), token_endpoint: z.url(), jwks_uri: z.url() });

export interface IssuerMetadata {
  readonly tokenEndpoint: string;
  readonly jwksUri: string;
}

/**
 * Reads the issuer's discovery document once, so that a real Okta is a matter of configuration.
 *
 * The returned function rejects with IssuerUnavailable while the issuer does not answer; the next call asks again.
 */
export function issuerMetadata(
  issuer: string,
  fetcher: typeof fetch,
): () => Promise<IssuerMetadata> {
  let known: Promise<IssuerMetadata> | null = null;
  const read = async () => {
    const response = await fetcher(`${issuer}/.well-known/openid-configuration`, {
      signal: AbortSignal.timeout(5000),
    });
    const document = discovery.parse(await response.json());
    if (document.issuer !== issuer) throw new Error('the discovery document names another issuer');
    return { tokenEndpoint: document.token_endpoint, jwksUri: document.jwks_uri };
  };
  return () => {
    known ??= read().catch((cause: unknown) => {
      known = null;
      throw new IssuerUnavailable('The issuer’s discovery document cannot be read.', { cause });
    });
    return known;
  };
}
