import { createHash } from 'node:crypto';
import { InvalidToken, IssuerUnavailable } from '@waybill/kit';
import type { Clock } from '@waybill/kit';
import * as z from 'zod';
import type { IssuerMetadata } from './issuer-metadata.ts';

export interface ExchangeOptions {
  readonly clientId: string;
  /** Proves to a token endpoint that the BFF asks. */
  assertion(tokenEndpoint: string): Promise<string>;
  /** Audience of the API's tokens. */
  readonly audience: string;
}

export interface TokenExchange {
  /**
   * An API token that carries the person as its subject and the BFF as its actor (RFC 8693).
   *
   * @throws InvalidToken the issuer no longer honours the browser's token: the session has ended
   * @throws IssuerUnavailable the issuer does not answer, and no token is left from before
   */
  apiToken(browserToken: string): Promise<string>;
  /** Forgets what was exchanged for it, because the API did not accept it. */
  forget(browserToken: string): void;
}

const granted = z.looseObject({ access_token: z.string(), expires_in: z.number().positive() });
const accessTokenType = 'urn:ietf:params:oauth:token-type:access_token';
/** Exchanged anew in the last fifth of its life, so that an issuer that is away for a moment is not noticed. */
const freshPart = 0.8;
/** Not used any more this long before its end, so that no call meets an expired token. */
const marginMs = 5_000;
/** While the issuer is away and a token is still good, it is asked this often. */
const retryMs = 10_000;
const cacheSize = 1000;

interface Exchanged {
  readonly token: string;
  refreshAt: number;
  readonly expiresAt: number;
}

/** One exchange per browser token and lifetime, however many calls wait for it. */
export function createTokenExchange(
  metadata: () => Promise<IssuerMetadata>,
  options: ExchangeOptions,
  clock: Clock,
  fetcher: typeof fetch,
): TokenExchange {
  const exchanged = new Map<string, Exchanged>();
  const pending = new Map<string, Promise<string>>();
  const nowMs = () => clock.now().getTime();

  async function exchange(browserToken: string, digest: string): Promise<string> {
    const { tokenEndpoint } = await metadata();
    const { access_token: token, expires_in: seconds } = await ask(
      fetcher,
      tokenEndpoint,
      browserToken,
      options,
    );
    const [oldest] = exchanged.keys();
    if (oldest !== undefined && exchanged.size >= cacheSize) exchanged.delete(oldest);
    exchanged.delete(digest);
    exchanged.set(digest, {
      token,
      refreshAt: nowMs() + seconds * 1000 * freshPart,
      expiresAt: nowMs() + seconds * 1000 - marginMs,
    });
    return token;
  }

  function exchangedOnce(browserToken: string, digest: string): Promise<string> {
    const asking =
      pending.get(digest) ??
      exchange(browserToken, digest).finally(() => {
        pending.delete(digest);
      });
    pending.set(digest, asking);
    return asking;
  }

  return {
    async apiToken(browserToken) {
      const digest = digestOf(browserToken);
      const known = exchanged.get(digest);
      if (known && nowMs() < known.refreshAt) return known.token;
      try {
        return await exchangedOnce(browserToken, digest);
      } catch (error) {
        if (known && error instanceof IssuerUnavailable && nowMs() < known.expiresAt) {
          known.refreshAt = nowMs() + retryMs;
          return known.token;
        }
        // A refusal is not kept: the person may be back in a second.
        exchanged.delete(digest);
        throw error;
      }
    },
    forget(browserToken) {
      exchanged.delete(digestOf(browserToken));
    },
  };
}

async function ask(
  fetcher: typeof fetch,
  tokenEndpoint: string,
  browserToken: string,
  { assertion, audience, clientId }: ExchangeOptions,
) {
  const body = new URLSearchParams({
    grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    subject_token: browserToken,
    subject_token_type: accessTokenType,
    requested_token_type: accessTokenType,
    audience,
    client_id: clientId,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: await assertion(tokenEndpoint),
  });
  let response: Response;
  try {
    response = await fetcher(tokenEndpoint, {
      method: 'POST',
      body,
      signal: AbortSignal.timeout(5000),
    });
  } catch (cause) {
    throw new IssuerUnavailable('The issuer does not answer the token exchange.', { cause });
  }
  const answer: unknown = await response.json().catch(() => null);
  const read = granted.safeParse(answer);
  if (response.ok && read.success) return read.data;
  const error = z.looseObject({ error: z.string() }).safeParse(answer).data?.error;
  if (error === 'invalid_grant') throw new InvalidToken('exchange');
  // A retired key or a changed policy is our fault, and no reason to send people to the sign-in page.
  throw new IssuerUnavailable(
    `The issuer refused the token exchange: ${error ?? response.status}.`,
  );
}

function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('base64');
}
