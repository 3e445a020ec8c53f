import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { codeOf, problemCatalogue, type ProblemName } from './problem-codes.ts';

/** Codes that were given out. Rows are added, never changed: partners and reports quote them. */
const given = readFileSync(new URL('../cases/problem-codes.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split(','));

const catalogue = Object.entries(problemCatalogue);

test('no code was ever renumbered', () => {
  expect(catalogue.map(([code, { name }]) => [code, name]).sort()).toEqual([...given].sort());
});

test('codes and names are unique and well formed', () => {
  const names = catalogue.map(([, { name }]) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const [code, { name }] of catalogue) {
    expect(code).toMatch(/^[A-Z]+-\d{3}$/);
    expect(name).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
    expect(codeOf(name)).toBe(code);
  }
});

test('each says in a line what it is and in a sentence what to do', () => {
  for (const [, { title, advice }] of catalogue) {
    expect(title).toMatch(/^[A-Z][^\n]{5,60}$/);
    expect(advice).toMatch(/^[A-Z].*\.$/);
  }
});

test('a name that is not in the catalogue is a mistake of ours', () => {
  expect(() => codeOf('NO_SUCH_PROBLEM' as ProblemName)).toThrow(/NO_SUCH_PROBLEM/);
});
