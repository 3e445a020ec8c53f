import { codeOf, type ReadingProblemCode, type ReadingProblemName } from './problem-codes.ts';

/** What is wrong, where, what was found and what would have been right. Travels with the run and ends in its report. */
export interface Problem {
  code: ReadingProblemCode;
  name: ReadingProblemName;
  /** `file`: the whole file is rejected. `row`: this row is, the others go on. */
  scope: 'file' | 'row';
  /** 1-based physical line. */
  line?: number;
  /** As in the header; for a feed without header the name the layout gives the position. */
  column?: string;
  /** The offending text, cut to 200 characters. */
  found?: string;
  expected: string;
  message: string;
}

/** Where and what, when a problem is stated. */
export interface ProblemFacts {
  line?: number;
  column?: string;
  found?: string;
  expected: string;
}

export const foundCharsMax = 200;

export function fileProblem(name: ReadingProblemName, facts: ProblemFacts): Problem {
  return state('file', name, facts);
}

export function rowProblem(name: ReadingProblemName, facts: ProblemFacts): Problem {
  return state('row', name, facts);
}

/** Cuts to `foundCharsMax` characters without splitting a surrogate pair. */
export function excerpt(text: string): string {
  if (text.length <= foundCharsMax) return text;
  const cut = text.slice(0, foundCharsMax - 1);
  return `${cut.isWellFormed() ? cut : cut.slice(0, -1)}…`;
}

function state(scope: Problem['scope'], name: ReadingProblemName, facts: ProblemFacts): Problem {
  const found = facts.found === undefined ? undefined : excerpt(facts.found);
  return {
    code: codeOf(name),
    name,
    scope,
    ...(facts.line === undefined ? {} : { line: facts.line }),
    ...(facts.column === undefined ? {} : { column: facts.column }),
    ...(found === undefined ? {} : { found }),
    expected: facts.expected,
    message: sentence(facts, found),
  };
}

function sentence(facts: ProblemFacts, found: string | undefined): string {
  const place = [
    facts.line === undefined ? '' : `line ${String(facts.line)}`,
    facts.column === undefined ? '' : `column “${excerpt(facts.column)}”`,
  ].filter((part) => part !== '');
  const expectation = `expected ${facts.expected}`;
  const finding = found === undefined ? expectation : `${expectation}, found “${found}”`;
  const text = place.length === 0 ? finding : `${place.join(', ')}: ${finding}`;
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
