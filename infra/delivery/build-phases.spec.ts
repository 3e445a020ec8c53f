import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { phasesOf } from './build-phases.ts';

const text = readFileSync(new URL('buildspec.yml', import.meta.url), 'utf8');
const root = new URL('../../', import.meta.url);
const { scripts } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as {
  scripts: Record<string, string>;
};

describe('the build', () => {
  const commands = phasesOf(text).flatMap((phase) => phase.commands);

  it('81 installs, tests, bundles, makes templates, builds the portal and packs, in this order', () => {
    expect(phasesOf(text).map(({ name }) => name)).toEqual([
      'install',
      'pre_build',
      'build',
      'post_build',
    ]);
    const kinds = [/npm ci/, /npm test/, /run bundles/, /run infra/, /build-portal/, /run release/];
    const order = kinds.map((kind) => commands.findIndex((command) => kind.test(command)));

    expect(order.every((at) => at >= 0)).toBe(true);
    expect(order.toSorted((a, b) => a - b)).toEqual(order);
  });

  it('81 runs scripts and files that are there', () => {
    const missing = commands.filter((command) => {
      const [, script] = /^npm run (?:-s )?([\w:-]+)/.exec(command) ?? [];
      if (script !== undefined) return !(script in scripts);
      return (command.match(/[\w/.-]+\.(?:mjs|ts)/g) ?? []).some(
        (file) => !existsSync(new URL(file, root)),
      );
    });

    expect(missing).toEqual([]);
  });

  it.each([
    ['another version', text.replace('0.2', '0.1'), 'version 0.1'],
    ['another shell', text.replace('bash', 'sh'), 'bash'],
    ['a phase that there is not', text.replace('pre_build', 'prebuild'), 'no phase prebuild'],
  ])('81 is refused with %s', (_, wrong, says) => {
    expect(() => phasesOf(wrong)).toThrow(says);
  });
});
