import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRuleSet } from '../document/parse-rule-set.ts';
import { parseCell } from './parse-cell.ts';
import { parseExpression } from './parse-expression.ts';
import { SyntaxProblem } from './syntax-problem.ts';

/** What expressions are made of, so that random ones get far into the parser. */
const pieces =
  '( ) [ ] , . .. ? : ! - + * % / == != <= >= < > && || = & | in and not true false null a amount round( "x" \'y\' "\\ 1 1.5 007 9007199254740991 \u{1f600} \\ { } @ $ é'.split(
    ' ',
  );

const soup = fc.array(fc.constantFrom(...pieces), { maxLength: 400 }).map((list) => list.join(' '));
const anything = fc.oneof(
  soup,
  fc.string({ maxLength: 4_000 }),
  fc.string({ unit: 'binary', maxLength: 500 }),
);

describe.each([
  ['an expression', parseExpression],
  ['a cell', parseCell],
])('reading %s', (_what, read) => {
  it('ends with a tree or a problem inside the text, whatever the text is', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const problem = problemOf(() => read(text));
        const inside =
          problem === undefined ||
          (problem.start >= 0 && problem.start <= problem.end && problem.end <= text.length);
        expect(inside).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('takes less than 10 ms for the worst texts that fit', () => {
    for (const worst of [
      '(',
      '[',
      '!',
      '-',
      'a.',
      'a?',
      'a+',
      'a,',
      '((a)',
      'in ',
      '..',
      '"\\',
      'round(',
      '1..',
      '(1..',
      "'",
      'é',
      '\u{1f600}',
    ]) {
      const text = worst.repeat(Math.floor(4_000 / worst.length));
      problemOf(() => read(text));
      const fastest = Math.min(
        ...[1, 2, 3].map(() => millisecondsOf(() => problemOf(() => read(text)))),
      );
      expect(fastest, `for ${worst} repeated`).toBeLessThan(10);
    }
  });
});

it('reads any JSON text as a document or says what is wrong with it', () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string(), soup), (text) => {
      const parsed = parseRuleSet(text);
      expect(parsed.ok || parsed.diagnostics.length > 0).toBe(true);
    }),
    { numRuns: 500 },
  );
});

function problemOf(read: () => unknown): SyntaxProblem | undefined {
  try {
    read();
    return undefined;
  } catch (problem) {
    if (problem instanceof SyntaxProblem) return problem;
    throw problem;
  }
}

function millisecondsOf(run: () => unknown): number {
  const started = performance.now();
  run();
  return performance.now() - started;
}
