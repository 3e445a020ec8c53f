import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { clientKeys } from '@waybill/bff';
import { describe, expect, it } from 'vitest';
import { rotateSecret } from './rotate-secret.ts';

const command = fileURLToPath(new URL('client-keys.ts', import.meta.url));
const entries = (secret: string) => JSON.parse(secret) as Record<string, string>;
const kids = (secret: string) =>
  clientKeys.parse(entries(secret)['WAYBILL_BFF_CLIENT_KEYS']).keys.map(({ kid }) => kid);

describe('rotating the secret of the BFF', () => {
  it('makes keys where there are none, and keeps whatever else is in it', () => {
    const { secret, signing } = rotateSecret('{"initial":"x"}');

    expect(entries(secret)['initial']).toBe('x');
    expect(kids(secret)).toHaveLength(2);
    expect(kids(secret)[0]).toBe(signing);
  });

  it('lets the key sign that is published already', () => {
    const before = rotateSecret('{}').secret;

    const { secret, signing } = rotateSecret(before);

    expect(signing).toBe(kids(before)[1]);
    expect(kids(secret)).toContain(kids(before)[0]);
  });

  it.each(['', 'secret', '[]', '"secret"', '{"WAYBILL_BFF_CLIENT_KEYS":"secret"}'])(
    'is refused for %s, without repeating it',
    (text) => {
      expect(() => rotateSecret(text)).toThrow(/Nothing was changed/);
      expect(() => rotateSecret(text)).not.toThrow(/secret"/);
    },
  );

  it('by the command puts out the new secret and nothing else, and nothing at all when it cannot', () => {
    const run = (input: string) =>
      spawnSync(process.execPath, [command], { input, encoding: 'utf8' });

    const rotated = run('{}');
    expect([rotated.status, kids(rotated.stdout).length]).toEqual([0, 2]);
    expect(rotated.stderr).toContain(kids(rotated.stdout)[0]);
    expect(rotated.stderr).not.toContain('"d"');

    expect(run('nonsense')).toMatchObject({ status: 1, stdout: '' });
    // Starts Node twice, which a machine with other work may be slow at.
  }, 120_000);
});
