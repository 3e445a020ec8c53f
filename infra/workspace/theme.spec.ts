import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const tokensFile = 'apps/portal/src/theme/_tokens.scss';
const styled = globSync('{apps/portal/src,libs/portal/*/src}/**/*.{scss,ts,html}').filter(
  (path) => path !== tokensFile && !path.endsWith('.spec.ts') && !path.endsWith('glyphs.ts'),
);
const tokens = readFileSync(tokensFile, 'utf8');
const defined = new Set([...tokens.matchAll(/(--wb-[a-z0-9-]+):/g)].map(([, name]) => name));

/** `#rgb`, `rgb(…)`, `hsl(…)` and the names that somebody may be tempted by, as values of style declarations. */
const rawColour =
  /:[^;{}'`]*?(?:#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|oklch|light-dark)\(|\b(?:white|black|red|green|blue|gr[ae]y|orange)\b)[^;{}]*;/gi;

describe('the theme', () => {
  it.each(styled.filter((path) => path.endsWith('.scss') || path.endsWith('.ts')))(
    'is the only place of colours: %s has none of its own',
    (path) => {
      expect(stylesIn(path).match(rawColour) ?? []).toEqual([]);
    },
  );

  it('defines every token that is used', () => {
    const used = styled.flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(/var\((--wb-[a-z0-9-]+)\)/g)].map(([, name]) => name),
    );

    expect(used.length).toBeGreaterThan(100);
    expect([...new Set(used)].filter((name) => !defined.has(name))).toEqual([]);
  });

  it.each(['prefers-contrast: more', 'prefers-reduced-motion: reduce', 'forced-colors: active'])(
    'answers to (%s)',
    (feature) => {
      expect(tokens).toContain(`@media (${feature})`);
    },
  );
});

/** Of a component, what stands between the backticks of `styles`. */
function stylesIn(path: string): string {
  const text = readFileSync(path, 'utf8');
  if (path.endsWith('.scss')) return text.replaceAll(/\/\/.*$/gm, '');
  return [...text.matchAll(/styles: `([^`]*)`/g)].map(([, css]) => css).join('\n');
}
