import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  codeOf,
  explanationOf,
  problemCatalogue,
  type ReadingProblemName,
} from './problem-codes.ts';
import { readingProblems } from './reading-problems.ts';

/** Codes that were given out. Rows are added, never changed: partners and reports quote them. */
const given = readFileSync(new URL('../cases/problem-codes.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split(','));

const catalogue = Object.entries(problemCatalogue);

test('no code was ever renumbered', () => {
  expect(catalogue.map(([code, { name }]) => [code, name]).sort()).toEqual([...given].sort());
});

test('codes and names are well formed, and no two codes mean the same', () => {
  const titles = catalogue.map(([, { title }]) => title);
  expect(new Set(titles).size).toBe(titles.length);
  for (const [code, { name }] of catalogue) {
    expect(code).toMatch(/^[A-Z]+-\d{3}$/);
    expect(name).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
  }
});

test('a name is that of one code, but for the kinds of a fault in a rule', () => {
  const names = catalogue.map(([, { name }]) => name);
  const shared = names.filter((name, index) => names.indexOf(name) !== index);
  expect(new Set(shared)).toEqual(new Set(['RULE_ERROR', 'RULE_RANGE']));
});

test('what reading finds has its code by name', () => {
  for (const [code, { name }] of Object.entries(readingProblems)) expect(codeOf(name)).toBe(code);
});

test('a stored code is explained, and nothing else is', () => {
  expect(explanationOf('DUPLICATE-002')).toBe(problemCatalogue['DUPLICATE-002']);
  expect(['RULE-999', 'constructor', ''].map(explanationOf)).toEqual([null, null, null]);
});

test('each says in a line what it is and in a sentence what to do', () => {
  for (const [, { title, advice }] of catalogue) {
    expect(title).toMatch(/^[A-Z][^\n]{5,60}$/);
    expect(advice).toMatch(/^[A-Z].*\.$/);
  }
});

test('a name that is not in the catalogue is a mistake of ours', () => {
  expect(() => codeOf('NO_SUCH_PROBLEM' as ReadingProblemName)).toThrow(/NO_SUCH_PROBLEM/);
});
