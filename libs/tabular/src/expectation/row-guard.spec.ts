import { expect, test } from 'vitest';
import { judgeRows, medianOf } from './row-guard.ts';

const range = { kind: 'range', min: 100, max: 1000 } as const;
const half = { kind: 'median', percent: 50 } as const;

test.each([
  [99, { kind: 'too-few', bound: 100, median: null }],
  [100, { kind: 'fine' }],
  [1000, { kind: 'fine' }],
  [1001, { kind: 'too-many', bound: 1000, median: null }],
])('%i rows in a range of 100 to 1000', (rows, verdict) => {
  expect(judgeRows(rows, range, [])).toEqual(verdict);
});

test('a range without an upper end lets any number pass', () => {
  expect(judgeRows(1e8, { ...range, max: null }, [])).toEqual({ kind: 'fine' });
});

test.each([
  ['far below', 499, { kind: 'too-few', bound: 500, median: 1000 }],
  ['just at', 500, { kind: 'fine' }],
  ['far above', 100_000, { kind: 'fine' }],
])('a file %s half of what is usual', (_name, rows, verdict) => {
  expect(judgeRows(rows, half, [1000, 10, 1000, 1001, 5000])).toEqual(verdict);
});

test('two files before it say nothing about what is usual', () => {
  expect(judgeRows(1, half, [1000, 1000])).toEqual({ kind: 'fine' });
});

test('nothing expected is nothing missed', () => {
  expect(judgeRows(0, null, [1000, 1000, 1000])).toEqual({ kind: 'fine' });
});

test('the median is not moved by one file that is quite different', () => {
  expect(medianOf([1000, 1001, 999, 1_000_000])).toBe(1000);
});
