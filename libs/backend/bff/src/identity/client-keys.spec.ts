import { createLocalJWKSet, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { createClientAssertion } from './client-assertion.ts';
import { clientKeys, newClientKeys, publicKeys, rotateClientKeys } from './client-keys.ts';

const tokenEndpoint = 'https://id.example/oauth2/default/v1/token';
const now = new Date('2026-11-23T12:00:00Z');
const clock = { now: () => now };

describe('the keys of the client', () => {
  it('show nothing of their private part', () => {
    for (const key of publicKeys(newClientKeys()).keys) {
      expect(Object.keys(key).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
    }
  });

  it('are published one rotation before they sign and one after, and then retired', () => {
    const first = newClientKeys();
    const second = rotateClientKeys(first);
    const third = rotateClientKeys(second);
    const [signedFirst, signedSecond] = first.keys.map(({ kid }) => kid);
    const kids = (set: typeof first) => set.keys.map(({ kid }) => kid);

    expect(second.keys[0]?.kid).toBe(signedSecond);
    expect(kids(second)).toContain(signedFirst);
    expect(third.keys[0]?.kid).toBe(second.keys[1]?.kid);
    expect(kids(third)).toContain(signedSecond);
    expect(kids(third)).not.toContain(signedFirst);
    expect(new Set(kids(third)).size).toBe(3);
  });

  it.each([
    ['no JSON', '{'],
    ['no keys', '{"keys":[]}'],
    ['public keys', JSON.stringify(publicKeys(newClientKeys()))],
    ['too many', JSON.stringify({ keys: [...newClientKeys().keys, ...newClientKeys().keys] })],
  ])('are not taken from a setting with %s', (_name, text) => {
    expect(clientKeys.safeParse(text).success).toBe(false);
  });
});

describe('an assertion', () => {
  it('says who asks, of whom, until when, and is signed with the first key', async () => {
    const keys = newClientKeys();

    const { payload, protectedHeader } = await verified(keys);

    expect(protectedHeader).toEqual({ alg: 'ES256', kid: keys.keys[0]?.kid, typ: 'JWT' });
    expect(payload).toEqual({
      iss: 'waybill-bff',
      sub: 'waybill-bff',
      aud: tokenEndpoint,
      exp: now.getTime() / 1000 + 120,
      jti: payload.jti,
    });
  });

  it('is another one each time', async () => {
    const keys = newClientKeys();
    const [one, other] = [await verified(keys), await verified(keys)];

    expect(one.payload.jti).not.toBe(other.payload.jti);
  });
});

async function verified(keys: ReturnType<typeof newClientKeys>) {
  const assertion = await createClientAssertion('waybill-bff', keys, clock)(tokenEndpoint);
  const known = createLocalJWKSet({ keys: publicKeys(keys).keys.map((key) => ({ ...key })) });
  return jwtVerify(assertion, known, { currentDate: now });
}
