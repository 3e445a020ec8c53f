import { SyntaxProblem } from '../parse/syntax-problem.ts';

/** The words, or a text as it is written when there are none or when it cannot be read. */
export function wordsOr<T>(written: T, words: () => T | undefined): T {
  try {
    const found = words();
    return found === undefined ? written : found;
  } catch (problem) {
    if (problem instanceof SyntaxProblem) return written;
    throw problem;
  }
}

/** A text of a draft, so that one with nothing in it is seen in a sentence. */
export function orEmpty(text: string): string {
  return text.trim() === '' ? '(empty)' : text;
}
