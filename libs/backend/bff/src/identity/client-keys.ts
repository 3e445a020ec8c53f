import { generateKeyPairSync, randomUUID } from 'node:crypto';
import * as z from 'zod';

const privateKey = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  d: z.string(),
  kid: z.string().min(1),
});

/** In order: the key that signs, the one that will sign after the next rotation, the one that signed before the last. */
const clientKeySet = z.object({ keys: z.array(privateKey).min(1).max(3) });

export type ClientKeySet = z.output<typeof clientKeySet>;

/** The setting as it stands in the secret: a JWK Set of private keys, as JSON. */
export const clientKeys = z
  .string()
  .transform((text, { addIssue }) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      addIssue('not JSON');
      return z.NEVER;
    }
  })
  .pipe(clientKeySet);

export interface PublicKeySet {
  readonly keys: readonly Readonly<
    Record<'kty' | 'crv' | 'x' | 'y' | 'kid' | 'alg' | 'use', string>
  >[];
}

/** What the issuer may know of the keys: all of them, and of none its private part. */
export function publicKeys({ keys }: ClientKeySet): PublicKeySet {
  return {
    keys: keys.map(({ kty, crv, x, y, kid }) => ({
      ...{ kty, crv, x, y, kid },
      alg: 'ES256',
      use: 'sig',
    })),
  };
}

/** The first set of a client: one key that signs, one that is to follow. */
export function newClientKeys(): ClientKeySet {
  return { keys: [newKey(), newKey()] };
}

/**
 * Lets the key sign that was published since the last rotation, so that no issuer meets a key it has not had the time to fetch. The one
 * before stays published for functions that have not read the new set yet; what came before that is retired.
 */
export function rotateClientKeys({ keys }: ClientKeySet): ClientKeySet {
  const [signed, next = newKey()] = keys;
  return { keys: [next, newKey(), ...(signed ? [signed] : [])] };
}

function newKey(): ClientKeySet['keys'][number] {
  const { privateKey: key } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return privateKey.parse({ ...key.export({ format: 'jwk' }), kid: randomUUID() });
}
