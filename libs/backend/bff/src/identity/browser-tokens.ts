import { createHash } from 'node:crypto';
import { roles } from '@waybill/contracts';
import type { Caller } from '@waybill/contracts';
import { InvalidToken, Unadmitted } from '@waybill/kit';
import type { Clock, SigningKeys } from '@waybill/kit';
import { errors, jwtVerify } from 'jose';
import type { JWTPayload } from 'jose';
import * as z from 'zod';

export interface BrowserTokenRules {
  /** Exactly as in the token. */
  readonly issuer: string;
  /** Good for the BFF only: the API refuses this audience. */
  readonly audience: string;
  /** The one client whose tokens are a person's browser. */
  readonly clientId: string;
  /** JWT header `typ` of access tokens; keeps ID tokens out. */
  readonly type: string;
}

/** A person whose browser's token was verified, and until when it holds. */
export interface Visitor {
  readonly caller: Caller;
  readonly expiresAt: Date;
}

export interface BrowserTokens {
  /**
   * Who sits in front of the browser that sent this token.
   *
   * @throws InvalidToken | Unadmitted | Unavailable
   */
  verify(token: string): Promise<Visitor>;
}

const compactJws = /^[\w-]+\.[\w-]+\.[\w-]+$/;
const skewS = 60;
const cacheSize = 1000;

/** No other header parameter may steer verification: not `jwk`, `jku`, `x5u`, `crit` or `b64`. */
const protectedHeader = z.strictObject({
  alg: z.literal('RS256'),
  kid: z.string().min(1).max(200),
  typ: z.string().max(40),
});

const personClaims = z.looseObject({
  iss: z.string(),
  sub: z.string().min(1).max(255),
  cid: z.string(),
  uid: z.string().min(1),
  groups: z.array(z.string().max(255)).max(200),
  scp: z.array(z.string().max(255)).max(200),
  exp: z.number(),
});

/** Unlike the API, the BFF is asked by the person's own browser: their token comes without an actor. */
export function createBrowserTokens(
  keys: SigningKeys,
  rules: BrowserTokenRules,
  clock: Clock,
): BrowserTokens {
  const verified = new Map<string, Visitor>();
  return {
    async verify(token) {
      const digest = createHash('sha256').update(token).digest('base64');
      const now = clock.now();
      const known = verified.get(digest);
      if (known && known.expiresAt > now) return known;
      const visitor = visitorOf(await checkedClaims(token, keys, rules, now), rules);
      const [oldest] = verified.keys();
      if (oldest !== undefined && verified.size >= cacheSize) verified.delete(oldest);
      verified.set(digest, visitor);
      return visitor;
    },
  };
}

async function checkedClaims(
  token: string,
  keys: SigningKeys,
  rules: BrowserTokenRules,
  now: Date,
): Promise<JWTPayload> {
  if (!compactJws.test(token)) throw new InvalidToken('form');
  const header = protectedHeader.safeParse(headerOf(token));
  if (!header.success) throw new InvalidToken('header');
  const key = await keys.find(header.data.kid);
  if (!key) throw new InvalidToken('unknown-key');
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['RS256'],
      issuer: rules.issuer,
      audience: rules.audience,
      typ: rules.type,
      clockTolerance: skewS,
      currentDate: now,
      requiredClaims: ['exp', 'iat', 'sub'],
    });
    return payload;
  } catch (cause) {
    throw new InvalidToken(cause instanceof errors.JOSEError ? cause.code : 'verification', {
      cause,
    });
  }
}

function headerOf(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString());
  } catch (cause) {
    throw new InvalidToken('form', { cause });
  }
}

function visitorOf(payload: JWTPayload, rules: BrowserTokenRules): Visitor {
  const clientId = String(payload['cid'] ?? payload['client_id'] ?? '');
  const read = personClaims.safeParse(payload);
  if (!read.success || clientId !== rules.clientId || 'partner' in payload || 'act' in payload) {
    throw new Unadmitted('Only a person signed in to the portal may come here.', {
      clientId,
      issuer: rules.issuer,
    });
  }
  const { iss, sub, groups, scp, exp } = read.data;
  return {
    expiresAt: new Date(exp * 1000),
    caller: {
      kind: 'person',
      issuer: iss,
      subject: sub,
      clientId,
      roles: roles.filter((role) => groups.includes(`waybill-${role}`)),
      scopes: scp,
      partner: null,
    },
  };
}
