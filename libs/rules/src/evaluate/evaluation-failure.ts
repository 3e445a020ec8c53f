import type { EvaluationErrorCode } from './decision.ts';

/**
 * Ends the evaluation of one row with a coded error. Deliberately not an Error: capturing a stack costs more than evaluating
 * the row, and a file may hold a million rows that all fail the same way.
 */
export class EvaluationFailure {
  readonly code: EvaluationErrorCode;
  readonly message: string;

  constructor(code: EvaluationErrorCode, message: string) {
    this.code = code;
    this.message = message;
  }
}
