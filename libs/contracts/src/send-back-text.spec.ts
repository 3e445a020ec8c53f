import { describe, expect, it } from 'vitest';
import { sendBackWords } from './send-back-text.ts';

const run = { id: 'run_1', feed: 'acme.purchases', file: { name: 'purchases-1.csv' } };
const wordsOf = (rows: number) => sendBackWords(run, { name: 'Ines Roy' }, rows);

describe('a mail that sends rows back', () => {
  it.each([
    [1, '1 rejected row of', 'one row of your file'],
    [2, '2 rejected rows of', '2 rows of your file'],
    [30_000, '30,000 rejected rows of', '30,000 rows of your file'],
  ])('counts %i as people do', (rows, subject, text) => {
    const words = wordsOf(rows);

    expect(words.subject).toBe(`${subject} acme.purchases (run_1)`);
    expect(words.text).toContain(`\n${text} purchases-1.csv could not be accepted.\n`);
  });
});
