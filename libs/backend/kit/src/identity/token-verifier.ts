import { createHash } from 'node:crypto';
import type { Caller } from '@waybill/contracts';
import { errors, jwtVerify } from 'jose';
import * as z from 'zod';
import type { Clock } from '../clock.ts';
import { readJson } from '../request/json-text.ts';
import { InvalidToken } from './invalid-token.ts';
import type { SigningKeys } from './signing-keys.ts';

export interface TokenVerifier {
  /**
   * Who bears this access token.
   * @throws InvalidToken | Unadmitted | Unavailable
   */
  verify(token: string): Promise<Caller>;
}

export interface TokenRules {
  /** Exactly as in the token: no trailing slash more or less. */
  readonly issuer: string;
  /** Null for an issuer that names none: `callerOf` has to say which tokens are meant for us. */
  readonly audience: string | null;
  /**
   * JWT header `typ` of access tokens; keeps ID tokens out. Null for an issuer that gives none: then it may only be absent or `JWT`, and
   * `callerOf` or the audience has to keep ID tokens out.
   */
  readonly type: string | null;
  /** Longest life of a token, in seconds: how long a person whose role was taken away may still come. */
  readonly lifetimeMaxS: number;
  /**
   * Who calls, from the claims of a token that was verified.
   * @throws InvalidToken | Unadmitted
   */
  callerOf(claims: unknown): Caller;
}

/** Seconds by which clocks may differ. */
const skewS = 60;
const compactJws = /^[\w-]+\.[\w-]+\.[\w-]+$/;
const cacheSize = 1_000;

/** No other header parameter may steer verification: not `jwk`, `jku`, `x5u`, `crit` or `b64`. */
const protectedHeader = z.strictObject({
  alg: z.literal('RS256'),
  kid: z.string().min(1).max(200),
  typ: z.string().max(40).optional(),
});
/** Says nothing of what kind of token it is. */
const plainType = 'JWT';

/** One verification per token and lifetime; the same for the API, which is asked by clients, and for the BFF, which is asked by browsers. */
export function createTokenVerifier(
  keys: SigningKeys,
  rules: TokenRules,
  clock: Clock,
): TokenVerifier {
  const verified = new Map<string, { caller: Caller; expiresAt: number }>();

  return {
    async verify(token) {
      const digest = createHash('sha256').update(token).digest('base64');
      const known = verified.get(digest);
      const now = clock.now();
      if (known && known.expiresAt + skewS > now.getTime() / 1000) return known.caller;

      const claims = await checkedClaims(token, keys, rules, now);
      const caller = rules.callerOf(claims);
      const [oldest] = verified.keys();
      if (oldest !== undefined && verified.size >= cacheSize) verified.delete(oldest);
      verified.set(digest, { caller, expiresAt: claims.exp });
      return caller;
    },
  };
}

async function checkedClaims(token: string, keys: SigningKeys, rules: TokenRules, now: Date) {
  if (!compactJws.test(token)) throw new InvalidToken('form');
  const [head = '', body = ''] = token.split('.');
  const header = protectedHeader.safeParse(readSegment(head));
  if (!header.success || !isOfType(header.data.typ, rules.type)) throw new InvalidToken('header');
  readSegment(body);
  const key = await keys.find(header.data.kid);
  if (!key) throw new InvalidToken('unknown-key');
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['RS256'],
      issuer: rules.issuer,
      ...(rules.audience === null ? {} : { audience: rules.audience }),
      ...(rules.type === null ? {} : { typ: rules.type }),
      clockTolerance: skewS,
      currentDate: now,
      maxTokenAge: rules.lifetimeMaxS,
      requiredClaims: ['exp', 'iat', 'sub'],
    });
    return withBoundedLife(payload, rules.lifetimeMaxS, now);
  } catch (cause) {
    if (cause instanceof InvalidToken) throw cause;
    throw new InvalidToken(cause instanceof errors.JOSEError ? cause.code : 'verification', {
      cause,
    });
  }
}

/** Where the issuer gives a type, it is compared with the signature. */
function isOfType(typ: string | undefined, wanted: string | null): boolean {
  return wanted === null ? typ === undefined || typ === plainType : typ !== undefined;
}

/** Header and claims as one object each: a key given twice would be read one way here and another way elsewhere. */
function readSegment(segment: string): unknown {
  const read = readJson(Buffer.from(segment, 'base64url').toString());
  if (!read.ok) throw new InvalidToken('form');
  return read.value;
}

function withBoundedLife<Claims extends { exp?: number }>(claims: Claims, maxS: number, now: Date) {
  const { exp } = claims;
  const latest = now.getTime() / 1000 + maxS + skewS;
  if (exp === undefined || exp > latest) throw new InvalidToken('lifetime');
  return { ...claims, exp };
}
