import { explanationOf } from '@waybill/tabular';

/** What to do about a row or a file with this problem code, in the words of the catalogue. */
export function adviceFor(code: string): string {
  return (
    explanationOf(code)?.advice ??
    'Look at the row, correct its source, then replay the failed rows.'
  );
}
