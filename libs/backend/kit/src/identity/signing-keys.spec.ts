import { beforeAll, describe, expect, it } from 'vitest';
import { createTokenMint } from '../../testing/index.ts';
import type { TokenMint } from '../../testing/index.ts';
import { Unavailable } from '../unavailable.ts';
import { createSigningKeys } from './signing-keys.ts';

let mint: TokenMint;
beforeAll(async () => {
  mint = await createTokenMint();
});

describe('signing keys', () => {
  it('are read once for many requests at the same time', async () => {
    const { issuer, keys } = setUp();

    await Promise.all(Array.from({ length: 50 }, () => keys.find('key-1')));

    expect(issuer.reads).toBe(1);
  });

  it('are not read again for made-up names within 30 s', async () => {
    const { issuer, keys, pass } = setUp();

    expect(await keys.find('key-1')).not.toBeNull();
    for (let n = 0; n < 20; n += 1) expect(await keys.find(`made-up-${n}`)).toBeNull();
    expect(issuer.reads).toBe(1);
    pass(31);
    expect(await keys.find('made-up')).toBeNull();
    expect(issuer.reads).toBe(2);
  });

  it('find a key that the issuer rotated to', async () => {
    const { issuer, keys, pass } = setUp();
    await keys.find('key-1');

    issuer.keySet = { keys: [{ ...mint.keySet.keys[0], kid: 'key-2' }] };
    pass(31);

    expect(await keys.find('key-2')).not.toBeNull();
    expect(await keys.find('key-1')).toBeNull();
  });

  it('known from before outlive the issuer', async () => {
    const { issuer, keys, pass } = setUp();
    await keys.find('key-1');

    issuer.isUp = false;
    pass(3600);

    expect(await keys.find('key-1')).not.toBeNull();
    await expect(keys.find('key-2')).rejects.toThrow(Unavailable);
  });

  it('known for a day without word from the issuer are not believed', async () => {
    const { issuer, keys, pass } = setUp();
    await keys.find('key-1');

    issuer.isUp = false;
    pass(86_401);

    await expect(keys.find('key-1')).rejects.toThrow(Unavailable);
  });

  it('can be found as soon as the issuer is back', async () => {
    const { issuer, keys } = setUp();
    issuer.isUp = false;
    await expect(keys.find('key-1')).rejects.toThrow(Unavailable);

    issuer.isUp = true;

    expect(await keys.find('key-1')).not.toBeNull();
  });

  const unusable: [string, unknown][] = [
    ['for encryption', { use: 'enc' }],
    ['of another algorithm', { alg: 'PS256' }],
    ['without a name', { kid: undefined }],
    ['of another kind', { kty: 'EC' }],
  ];
  it.each(unusable)('%s are passed over', async (_name, change) => {
    const { issuer, keys } = setUp();
    issuer.keySet = { keys: [Object.assign({ ...mint.keySet.keys[0] }, change)] };

    expect(await keys.find('key-1')).toBeNull();
  });
});

function setUp() {
  let at = 0;
  const issuer = { reads: 0, isUp: true, keySet: mint.keySet };
  const load = async () => {
    issuer.reads += 1;
    await Promise.resolve();
    if (!issuer.isUp) throw new Error('connect ECONNREFUSED');
    return issuer.keySet;
  };
  const keys = createSigningKeys(load, { now: () => new Date(at) });
  return { issuer, keys, pass: (seconds: number) => (at += seconds * 1000) };
}
