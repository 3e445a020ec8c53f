import { createHash } from 'node:crypto';
import { InvalidToken, Unavailable } from '@waybill/kit';
import type { Clock } from '@waybill/kit';
import * as z from 'zod';
import type { IssuerMetadata } from './issuer-metadata.ts';

export interface ExchangeOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Audience of the API's tokens. */
  readonly audience: string;
}

export interface TokenExchange {
  /**
   * An API token that carries the person as its subject and the BFF as its actor (RFC 8693).
   *
   * @throws InvalidToken the issuer no longer honours the browser's token: the session has ended
   * @throws Unavailable the issuer does not answer; nothing is let through meanwhile
   */
  apiToken(browserToken: string): Promise<string>;
  /** Forgets what was exchanged for it, because the API did not accept it. */
  forget(browserToken: string): void;
}

const granted = z.looseObject({ access_token: z.string(), expires_in: z.number().positive() });
const accessTokenType = 'urn:ietf:params:oauth:token-type:access_token';
/** Exchanged anew this long before its end, so that no call meets an expired token. */
const marginMs = 15_000;
const cacheSize = 1000;

interface Exchanged {
  readonly token: Promise<string>;
  expiresAt: number;
}

/** One exchange per browser token and lifetime, however many calls wait for it. */
export function createTokenExchange(
  metadata: () => Promise<IssuerMetadata>,
  options: ExchangeOptions,
  clock: Clock,
  fetcher: typeof fetch,
): TokenExchange {
  const exchanged = new Map<string, Exchanged>();

  async function exchange(browserToken: string, entry: () => Exchanged | undefined) {
    const { tokenEndpoint } = await metadata();
    const answer = await ask(fetcher, tokenEndpoint, browserToken, options);
    const kept = entry();
    if (kept) kept.expiresAt = clock.now().getTime() + answer.expires_in * 1000 - marginMs;
    return answer.access_token;
  }

  return {
    apiToken(browserToken) {
      const digest = digestOf(browserToken);
      const known = exchanged.get(digest);
      if (known && known.expiresAt > clock.now().getTime()) return known.token;
      const token = exchange(browserToken, () => exchanged.get(digest));
      const [oldest] = exchanged.keys();
      if (oldest !== undefined && exchanged.size >= cacheSize) exchanged.delete(oldest);
      exchanged.delete(digest);
      exchanged.set(digest, { token, expiresAt: Infinity });
      // A refusal is not kept: the person may be back in a second.
      token.catch(() => exchanged.delete(digest));
      return token;
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
  { clientId, clientSecret, audience }: ExchangeOptions,
) {
  const basic = [clientId, clientSecret].map(encodeURIComponent).join(':');
  let response: Response;
  try {
    response = await fetcher(tokenEndpoint, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(basic).toString('base64')}` },
      body: new URLSearchParams({
        grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
        subject_token: browserToken,
        subject_token_type: accessTokenType,
        requested_token_type: accessTokenType,
        audience,
      }),
      signal: AbortSignal.timeout(5000),
    });
  } catch (cause) {
    throw new Unavailable('The issuer does not answer the token exchange.', { cause });
  }
  const answer: unknown = await response.json().catch(() => null);
  const read = granted.safeParse(answer);
  if (response.ok && read.success) return read.data;
  const error = z.looseObject({ error: z.string() }).safeParse(answer).data?.error;
  if (error === 'invalid_grant') throw new InvalidToken('exchange');
  // A wrong secret or a changed policy is our fault, and no reason to send people to the sign-in page.
  throw new Unavailable(`The issuer refused the token exchange: ${error ?? response.status}.`);
}

function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('base64');
}
