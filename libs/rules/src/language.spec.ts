import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { functions } from './functions/function-table.ts';

const language = readFileSync(new URL('../language.md', import.meta.url), 'utf8');

it.each([...functions.values()])(
  'language.md has $signature with its meaning',
  ({ signature, summary }) => {
    const line = language
      .split('\n')
      .find((candidate) => candidate.startsWith(`| \`${signature}\` `));
    expect(line).toContain(summary);
  },
);
