import { importJWK } from 'jose';
import type { CryptoKey } from 'jose';
import * as z from 'zod';
import type { Clock } from '../clock.ts';
import { IssuerUnavailable } from '../unavailable.ts';

/** The issuer's public keys by `kid`. */
export interface SigningKeys {
  /**
   * The key, or null when the issuer publishes none of that name.
   * @throws IssuerUnavailable when the issuer cannot be asked and the key is not known from before
   */
  find(kid: string): Promise<CryptoKey | null>;
}

interface Timing {
  /** Seconds after which keys are read anew, in the background. */
  readonly freshForS: number;
  /** Seconds after which keys that could not be read anew are no longer believed. */
  readonly staleForS: number;
  /** Least seconds between two reads for a key nobody knows, so that made-up names do not flood the issuer. */
  readonly cooldownS: number;
}

const usualTiming: Timing = { freshForS: 600, staleForS: 86_400, cooldownS: 30 };

const keySet = z.looseObject({ keys: z.array(z.looseObject({})) });
const minimumModulusBytes = 256;
const rsaKey = z.object({
  kty: z.literal('RSA'),
  kid: z.string().min(1),
  n: z.string().refine((n) => Buffer.from(n, 'base64url').length >= minimumModulusBytes),
  e: z.string(),
  alg: z.literal('RS256').optional(),
  use: z.literal('sig').optional(),
});

/**
 * Keys read from the issuer when they are needed. One read at a time, however many requests wait for it.
 *
 * @param load the issuer's JWKS document
 */
export function createSigningKeys(
  load: () => Promise<unknown>,
  clock: Clock,
  { freshForS, staleForS, cooldownS }: Timing = usualTiming,
): SigningKeys {
  let keys = new Map<string, CryptoKey>();
  let readAt = -Infinity;
  let triedAt = -Infinity;
  let pending: Promise<void> | null = null;
  const secondsSince = (instant: number) => (clock.now().getTime() - instant) / 1000;

  function refresh(): Promise<void> {
    triedAt = clock.now().getTime();
    pending ??= load()
      .then(importKeys)
      .then((fresh) => {
        keys = fresh;
        readAt = clock.now().getTime();
      })
      .finally(() => {
        pending = null;
      });
    return pending;
  }

  return {
    async find(kid) {
      const known = keys.get(kid);
      const age = secondsSince(readAt);
      if (known && age < staleForS) {
        // The issuer being away now is no reason to refuse whom it vouched for.
        if (age > freshForS && secondsSince(triedAt) > cooldownS) refresh().catch(() => undefined);
        return known;
      }
      const wasReadLastTime = readAt >= triedAt;
      if (!pending && wasReadLastTime && secondsSince(triedAt) < cooldownS) return null;
      try {
        await refresh();
      } catch (cause) {
        throw new IssuerUnavailable('The issuer’s keys cannot be read.', { cause });
      }
      return keys.get(kid) ?? null;
    },
  };
}

/** Only what may sign: RSA of at least 2,048 bits, meant for signatures. Other keys of the set are passed over. */
async function importKeys(document: unknown): Promise<Map<string, CryptoKey>> {
  const usable = keySet.parse(document).keys.flatMap((key) => {
    const read = rsaKey.safeParse(key);
    return read.success ? [read.data] : [];
  });
  const imported = new Map<string, CryptoKey>();
  for (const { kid, kty, n, e } of usable) {
    const key = await importJWK({ kty, n, e }, 'RS256');
    if (!(key instanceof Uint8Array)) imported.set(kid, key);
  }
  return imported;
}
