import { laterProblems } from './later-problems.ts';
import { readingProblems } from './reading-problems.ts';

/**
 * Every code that a file, a run or a row can end with, under a code that is never renumbered (`AREA-NNN`) and a name people say.
 *
 * `title` is one line for a list; `advice` tells whoever can repair it what to do. Codes of the later stages are here too, so that one
 * table is the whole vocabulary of a run's report. Only the rules use one name for several codes: kinds of the same fault.
 */
export const problemCatalogue = { ...readingProblems, ...laterProblems } as const;

export type ProblemCode = keyof typeof problemCatalogue;
export type ReadingProblemCode = keyof typeof readingProblems;
export type ReadingProblemName = (typeof readingProblems)[ReadingProblemCode]['name'];

/** A code in words: a name to search for, one line that says what it is, and a sentence that says what to do. */
export interface ProblemExplanation {
  readonly name: string;
  readonly title: string;
  readonly advice: string;
}

/** What people are told about a stored code; null for text that is no code of the catalogue. */
export function explanationOf(code: string): ProblemExplanation | null {
  return explanations.get(code) ?? null;
}

const explanations: ReadonlyMap<string, ProblemExplanation> = new Map(
  Object.entries(problemCatalogue),
);

const codeByName = new Map<ReadingProblemName, ReadingProblemCode>(
  (Object.keys(readingProblems) as ReadingProblemCode[]).map((code) => [
    readingProblems[code].name,
    code,
  ]),
);

/** The stable `AREA-NNN` code of a problem that reading finds, by its name. */
export function codeOf(name: ReadingProblemName): ReadingProblemCode {
  const code = codeByName.get(name);
  if (code === undefined) throw new Error(`The catalogue has no problem named ${name}.`);
  return code;
}
