import type { DiagnosticCode } from '../diagnostic.ts';

/** Ends the reading of one expression; becomes one diagnostic. */
export class SyntaxProblem extends Error {
  readonly code: DiagnosticCode;
  readonly start: number;
  readonly end: number;

  constructor(start: number, end: number, message: string, code: DiagnosticCode = 'rule-syntax') {
    super(message);
    this.code = code;
    this.start = start;
    this.end = end;
  }
}
