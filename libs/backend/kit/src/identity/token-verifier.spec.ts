import { createHmac } from 'node:crypto';
import { generateKeyPair, SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTokenMint, tokenRules } from '../../testing/index.ts';
import type { TokenMint } from '../../testing/index.ts';
import { InvalidToken, Unadmitted } from './invalid-token.ts';
import { createSigningKeys } from './signing-keys.ts';
import { createTokenVerifier } from './token-verifier.ts';

const now = new Date('2026-11-03T06:00:00.000Z');
const seconds = Math.floor(now.getTime() / 1000);
const person = { sub: 'qa', uid: 'qa', cid: 'waybill-bff', act: { sub: 'waybill-bff' }, scp: [] };
const machine = { sub: 'waybill-machine', cid: 'waybill-machine', scp: ['waybill.read'] };
const partner = {
  sub: 'partner-acme',
  cid: 'partner-acme',
  scp: ['waybill.read'],
  partner: 'acme',
};

let mint: TokenMint;
beforeAll(async () => {
  mint = await createTokenMint(() => now);
});

describe('a good token', () => {
  it('of a person names their known roles', async () => {
    const token = await mint.sign({
      ...person,
      groups: ['waybill-qa', 'Everyone', 'waybill-king'],
    });

    expect(await verify(token)).toMatchObject({
      kind: 'person',
      subject: 'qa',
      clientId: 'waybill-bff',
      roles: ['qa'],
      partner: null,
    });
  });

  it('of a partner’s client is bound to that partner', async () => {
    expect(await verify(await mint.sign(partner))).toMatchObject({
      kind: 'partner',
      partner: 'acme',
    });
  });

  it('of a machine may give its scopes as a string, as RFC 9068 does', async () => {
    const token = await mint.sign({ ...machine, scp: undefined, scope: 'waybill.read a.b' });

    expect(await verify(token)).toMatchObject({ kind: 'machine', scopes: ['waybill.read', 'a.b'] });
  });

  it('is verified once and believed until it expires', async () => {
    let at = now;
    const clock = { now: () => at };
    let reads = 0;
    const keys = createSigningKeys(async () => mint.keySet, clock);
    const counted = { find: (kid: string) => (reads++, keys.find(kid)) };
    const verifier = createTokenVerifier(counted, tokenRules, clock);
    const token = await mint.sign(machine);

    await verifier.verify(token);
    await verifier.verify(token);
    expect(reads).toBe(1);
    at = new Date(now.getTime() + 661_000);
    await expect(verifier.verify(token)).rejects.toThrow(InvalidToken);
  });

  const tolerated: [string, Record<string, unknown>][] = [
    ['59 s after it expired', { exp: seconds - 59 }],
    ['59 s before it begins', { nbf: seconds + 59 }],
    ['as one of several audiences', { aud: ['api://other', 'api://waybill'] }],
  ];
  it.each(tolerated)('is taken %s', async (_name, claims) => {
    expect(await verify(await mint.sign({ ...machine, ...claims }))).toMatchObject({
      kind: 'machine',
    });
  });
});

const refusedClaims: [string, Record<string, unknown>][] = [
  ['J11 expired 61 s ago', { exp: seconds - 61 }],
  ['J12 no exp', { exp: undefined }],
  ['J12 exp as text', { exp: String(seconds + 600) }],
  ['J12 exp 1e20', { exp: 1e20 }],
  ['J13 nbf in 61 s', { nbf: seconds + 61 }],
  ['J14 iat far ahead', { iat: seconds + 3600, exp: seconds + 3700 }],
  ['J14 no iat', { iat: undefined }],
  ['J15 issuer with a slash more', { iss: `${tokenRules.issuer}/` }],
  ['J15 another authorization server', { iss: 'http://localhost:4400/oauth2/other' }],
  ['J15 no issuer', { iss: undefined }],
  ['J16 no audience', { aud: undefined }],
  ['J16 the BFF’s audience', { aud: 'api://waybill-bff' }],
  ['J16 audiences without ours', { aud: ['api://a', 'api://b'] }],
  ['J16 our audience as a part', { aud: 'api://waybill.example' }],
  ['J19 no sub', { sub: undefined }],
  ['J19 no client', { cid: undefined }],
  ['J19 no scopes', { scp: undefined }],
  ['J19 scopes of another type', { scp: 'waybill.read' }],
  ['J19 scopes that are numbers', { scp: [1] }],
  ['J19 groups of another type', { groups: 'waybill-admin' }],
];
const refusedHeaders: [string, Record<string, unknown>][] = [
  ['J05 a key of its own', { jwk: { kty: 'RSA', n: 'AQAB', e: 'AQAB' } }],
  ['J06 jku', { jku: 'https://evil.example/keys' }],
  ['J06 x5u', { x5u: 'https://evil.example/cert' }],
  ['J07 a kid that is a path', { kid: '../../dev/null' }],
  ['J07 a kid that is SQL', { kid: "' OR 1=1 --" }],
  ['J07 a kid of 10 KB', { kid: 'k'.repeat(10_240) }],
  ['J07 no kid', { kid: undefined }],
  ['J17 typ JWT', { typ: 'JWT' }],
  ['J17 no typ', { typ: undefined }],
  ['J18 an ID token’s typ', { typ: 'id+jwt' }],
];

describe('a token is refused', () => {
  it.each(refusedClaims)('for its claims: %s', async (_name, claims) => {
    await expect(verify(await mint.sign({ ...machine, ...claims }))).rejects.toThrow(InvalidToken);
  });

  it.each(refusedHeaders)('for its header: %s', async (_name, header) => {
    await expect(verify(await mint.sign(machine, header))).rejects.toThrow(InvalidToken);
  });

  const forged: [string, string, () => Promise<string> | string][] = [
    ['J01 alg none', 'header', () => unsigned({ alg: 'none' })],
    ['J01 alg None', 'header', () => unsigned({ alg: 'None' })],
    ['J01 alg nOnE', 'header', () => unsigned({ alg: 'nOnE' })],
    ['J02 HS256 with the public key as PEM', 'header', () => hmac(mint.publicPem)],
    ['J02 HS256 with the public key as DER', 'header', () => hmac(derOf(mint.publicPem))],
    [
      'J02 HS256 with the public key as JWK',
      'header',
      () => hmac(JSON.stringify(mint.keySet.keys[0])),
    ],
    ['J04 ES256 on an RSA kid', 'header', () => signedBy('ES256')],
    ['J04 PS256 on an RSA kid', 'header', () => signedBy('PS256')],
    [
      'J08 another key’s signature',
      'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
      () => signedBy('RS256'),
    ],
    ['J08 signature stripped', 'form', async () => (await good()).replace(/[^.]+$/, '')],
    [
      'J08 one bit flipped',
      'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
      async () => flipped(await good()),
    ],
    [
      'J08 signature of another token',
      'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
      async () => swapped(await good(), await mint.sign(partner)),
    ],
    ['J09 padding', 'form', async () => `${await good()}==`],
    ['J09 a space inside', 'form', async () => (await good()).replace('.', ' .')],
    ['J09 a line break at the end', 'form', async () => `${await good()}\n`],
    ['J10 four segments', 'form', async () => `${await good()}.AAAA`],
    ['J10 five segments, a JWE', 'form', () => 'eyJhbGciOiJSU0EtT0FFUCJ9.AA.AA.AA.AA'],
    ['J10 JSON serialisation', 'form', () => JSON.stringify({ payload: 'e30', signatures: [] })],
    [
      'J20 an unknown crit',
      'header',
      () => unsigned({ alg: 'RS256', kid: 'key-1', crit: ['x'], x: 1 }),
    ],
    [
      'J21 b64 false',
      'header',
      () => unsigned({ alg: 'RS256', kid: 'key-1', crit: ['b64'], b64: false }),
    ],
    [
      'J22 a claim twice',
      'form',
      () => raw('{"alg":"RS256","kid":"key-1","typ":"at+jwt"}', '{"sub":"a","sub":"b"}'),
    ],
    [
      'J22 a header parameter twice',
      'form',
      () => raw('{"alg":"none","alg":"RS256","kid":"key-1"}', '{}'),
    ],
    ['nothing at all', 'form', () => ''],
    [
      'claims that are a list, without a signature',
      'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
      () => raw('{"alg":"RS256","kid":"key-1","typ":"at+jwt"}', '[]'),
    ],
  ];
  it.each(forged)('when forged: %s', async (_name, reason, forge) => {
    await expect(verify(await forge())).rejects.toMatchObject({ name: 'InvalidToken', reason });
  });

  it('J03 when the issuer’s key is weaker than 2,048 bits', async () => {
    const [key] = mint.keySet.keys;
    const weak = { ...key, n: Buffer.alloc(128, 7).toString('base64url') };

    const refused = verify(await good(), { keys: [weak] });

    await expect(refused).rejects.toMatchObject({ reason: 'unknown-key' });
  });
});

describe('a genuine token is not admitted', () => {
  const cases: [string, Record<string, unknown>][] = [
    ['J24 partner null', { ...partner, partner: null }],
    ['J24 partner a list', { ...partner, partner: ['acme'] }],
    ['J24 partner no id', { ...partner, partner: '../acme' }],
    ['J24 an unknown client without partner', { ...partner, partner: undefined }],
    ['J30 a person without a client that acts', { ...person, act: undefined }],
    ['J30 a client that may not act', { ...person, act: { sub: 'partner-acme' } }],
    ['J30 act of another type', { ...person, act: 'waybill-bff' }],
    [
      'J30 a person’s token from the browser’s client',
      { ...person, cid: 'waybill-portal', act: undefined },
    ],
  ];
  it.each(cases)('%s', async (_name, claims) => {
    await expect(verify(await mint.sign(claims))).rejects.toThrow(Unadmitted);
  });
});

function verify(token: string, keySet: unknown = mint.keySet) {
  const clock = { now: () => now };
  const keys = createSigningKeys(async () => keySet, clock);
  return createTokenVerifier(keys, tokenRules, clock).verify(token);
}

const good = () => mint.sign(machine);
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const claimsNow = () => ({
  ...machine,
  iss: tokenRules.issuer,
  aud: 'api://waybill',
  iat: seconds,
  exp: seconds + 600,
});

function raw(header: string, claims: string): string {
  const text = (part: string) => Buffer.from(part).toString('base64url');
  return `${text(header)}.${text(claims)}.AAAA`;
}

function unsigned(header: object): string {
  return `${encode({ typ: 'at+jwt', ...header })}.${encode(claimsNow())}.AAAA`;
}

function hmac(secret: string | Buffer): string {
  const head = encode({ alg: 'HS256', kid: 'key-1', typ: 'at+jwt' });
  const text = `${head}.${encode(claimsNow())}`;
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}

function derOf(pem: string): Buffer {
  return Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64');
}

async function signedBy(alg: string): Promise<string> {
  const { privateKey } = await generateKeyPair(alg);
  return new SignJWT(claimsNow())
    .setProtectedHeader({ alg, kid: 'key-1', typ: 'at+jwt' })
    .sign(privateKey);
}

function flipped(token: string): string {
  const [head, body, signature = ''] = token.split('.');
  const bytes = Buffer.from(signature, 'base64url');
  bytes[20] = (bytes[20] ?? 0) ^ 1;
  return `${head}.${body}.${bytes.toString('base64url')}`;
}

function swapped(token: string, other: string): string {
  return [...token.split('.').slice(0, 2), other.split('.')[2]].join('.');
}
