import type { Value } from '../canonical-record.ts';
import type { ReadingProblemName } from '../problem-codes.ts';

/**
 * Why a cell has no value. One frozen object per column and reason, made when the feed is compiled, so that a bad row
 * costs no more than a good one until its problems are written.
 */
export interface CellFlaw {
  readonly name: ReadingProblemName;
  readonly expected: string;
}

/** Trimmed, non-empty text → value or flaw. A value is never an object, so the two are told apart by `isFlaw`. */
export type ParseCell = (text: string) => Value | CellFlaw;

export function isFlaw(result: Value | CellFlaw | symbol): result is CellFlaw {
  return typeof result === 'object' && result !== null;
}
