import { createPublicKey } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { CryptoKey, JWK, JWTHeaderParameters } from 'jose';

/** Claims of the tokens a local issuer makes, by who asks for them. */
export const issuerUrl = 'http://localhost:4400/oauth2/default';

export interface TokenMint {
  /** The issuer's published key set. */
  readonly keySet: { keys: JWK[] };
  readonly publicPem: string;
  readonly privateKey: CryptoKey;
  /** A signed token; `undefined` removes a claim or header parameter. */
  sign(claims: Record<string, unknown>, header?: Record<string, unknown>): Promise<string>;
  /** A person's token as the BFF gets it by exchange. */
  person(role: string, claims?: Record<string, unknown>): Promise<string>;
  machine(claims?: Record<string, unknown>): Promise<string>;
  partner(partner: string, claims?: Record<string, unknown>): Promise<string>;
}

/** Makes real signed tokens with a key of its own. `now` is what `iat` and `exp` count from. */
export async function createTokenMint(now: () => Date = () => new Date()): Promise<TokenMint> {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: 'key-1', alg: 'RS256', use: 'sig' };
  const publicPem = createPublicKey({ key: { ...jwk, kty: 'RSA' }, format: 'jwk' })
    .export({ type: 'spki', format: 'pem' })
    .toString();

  function sign(claims: Record<string, unknown>, header: Record<string, unknown> = {}) {
    const at = Math.floor(now().getTime() / 1000);
    const usual = { iss: issuerUrl, aud: 'api://waybill', iat: at, exp: at + 600, jti: 'token-1' };
    const fullHeader = defined({ alg: 'RS256', kid: 'key-1', typ: 'at+jwt', ...header });
    return new SignJWT(defined({ ...usual, ...claims }))
      .setProtectedHeader(fullHeader as unknown as JWTHeaderParameters)
      .sign(privateKey);
  }

  return {
    keySet: { keys: [jwk] },
    publicPem,
    privateKey,
    sign,
    person: (role, claims) =>
      sign({
        sub: role,
        uid: role,
        groups: [`waybill-${role}`],
        cid: 'waybill-bff',
        act: { sub: 'waybill-bff' },
        scp: everyScope,
        ...claims,
      }),
    machine: (claims) =>
      sign({ sub: 'waybill-machine', cid: 'waybill-machine', scp: everyScope, ...claims }),
    partner: (partner, claims) =>
      sign({
        sub: `partner-${partner}`,
        cid: `partner-${partner}`,
        partner,
        scp: ['waybill.read', 'waybill.ingest'],
        ...claims,
      }),
  };
}

const everyScope = [
  'waybill.read',
  'waybill.write',
  'waybill.operate',
  'waybill.ingest',
  'waybill.payload',
];

function defined(entries: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined));
}
