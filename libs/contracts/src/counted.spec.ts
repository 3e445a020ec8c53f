import { expect, it } from 'vitest';
import { counted } from './counted.ts';

it.each([
  [0, '0 rows'],
  [1, '1 row'],
  [999, '999 rows'],
  [30_000, '30,000 rows'],
])('%i is counted as people do', (count, words) => {
  expect(counted(count, 'row')).toBe(words);
});
