import { InvalidToken, Unadmitted, createSigningKeys, createTokenVerifier } from '@waybill/kit';
import type { TokenVerifier } from '@waybill/kit';
import { SignJWT, exportJWK, generateKeyPair } from 'jose';
import type { JWTPayload } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { browserCaller } from './browser-caller.ts';

const clientId = 'waybill-portal';
const rules = {
  issuer: 'https://id.example/oauth2/default',
  audience: 'api://waybill-bff',
  type: 'at+jwt',
  lifetimeMaxS: 3600,
  callerOf: (claims: unknown) => browserCaller(claims, clientId),
};
const now = new Date('2026-11-23T12:00:00Z');
const seconds = now.getTime() / 1000;
const person: JWTPayload = {
  iss: rules.issuer,
  aud: rules.audience,
  sub: 'support',
  uid: 'support',
  cid: clientId,
  client_id: clientId,
  groups: ['waybill-support', 'everyone'],
  scp: ['portal'],
  iat: seconds - 10,
  exp: seconds + 300,
};

let tokens: TokenVerifier;
let sign: (claims: JWTPayload, header?: Record<string, string>) => Promise<string>;

beforeAll(async () => {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'k1' };
  const clock = { now: () => now };
  const keys = createSigningKeys(() => Promise.resolve({ keys: [jwk] }), clock);
  tokens = createTokenVerifier(keys, rules, clock);
  sign = (claims, header = {}) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: 'k1', typ: 'at+jwt', ...header })
      .sign(privateKey);
});

describe('the token of a browser', () => {
  it('says who sits in front of it', async () => {
    const caller = await tokens.verify(await sign(person));

    expect(caller).toMatchObject({
      kind: 'person',
      subject: 'support',
      roles: ['support'],
      partner: null,
    });
  });

  it.each<[string, JWTPayload, Record<string, string>?]>([
    ['for the API', { aud: 'api://waybill' }],
    ['of another issuer', { iss: 'https://evil.example' }],
    ['that has expired', { exp: seconds - 61 }],
    ['that is not yet valid', { nbf: seconds + 61 }],
    ['that never ends', { exp: undefined }],
    ['that lives for a day', { exp: seconds + 86_400 }],
    ['that is an ID token', {}, { typ: 'JWT' }],
    ['signed with an unknown key', {}, { kid: 'k2' }],
    ['that names its own keys', {}, { jku: 'https://evil.example/keys' }],
  ])('%s is refused', async (_name, claims, header) => {
    const token = await sign({ ...person, ...claims }, header);

    await expect(tokens.verify(token)).rejects.toBeInstanceOf(InvalidToken);
  });

  it.each<[string, JWTPayload]>([
    ['of a machine', { cid: 'waybill-machine', uid: undefined, groups: undefined }],
    ['of a partner', { partner: 'acme' }],
    ['that was exchanged already', { act: { sub: 'waybill-bff' } }],
    ['of another application', { cid: 'somebody-else' }],
    ['without groups', { groups: undefined }],
    ['whose groups are a text', { groups: 'waybill-admin' }],
  ])('%s is not let in', async (_name, claims) => {
    const token = await sign({ ...person, ...claims });

    await expect(tokens.verify(token)).rejects.toBeInstanceOf(Unadmitted);
  });

  it.each([
    ['nonsense', 'abc'],
    ['unsigned', `${encode({ alg: 'none', typ: 'at+jwt', kid: 'k1' })}.${encode(person)}.`],
    [
      'with another algorithm',
      `${encode({ alg: 'HS256', typ: 'at+jwt', kid: 'k1' })}.${encode(person)}.AA`,
    ],
    ['of four parts', 'a.b.c.d'],
  ])('%s is refused', async (_name, token) => {
    await expect(tokens.verify(token)).rejects.toBeInstanceOf(InvalidToken);
  });

  it('with one bit changed is refused', async () => {
    const [head = '', , signature = ''] = (await sign(person)).split('.');
    const forged = encode({ ...person, groups: ['waybill-admin'] });

    await expect(tokens.verify(`${head}.${forged}.${signature}`)).rejects.toBeInstanceOf(
      InvalidToken,
    );
  });
});

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
