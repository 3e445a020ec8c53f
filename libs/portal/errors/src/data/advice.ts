import { explanationOf } from '@waybill/tabular';

/** What a code means, in a line. */
export function titleOf(code: string): string {
  return explanationOf(code)?.title ?? code;
}

/** What to do about a row with this code, in the words of the catalogue. */
export function adviceFor(code: string): string {
  return explanationOf(code)?.advice ?? 'Look at the row, correct its source, then replay it.';
}
