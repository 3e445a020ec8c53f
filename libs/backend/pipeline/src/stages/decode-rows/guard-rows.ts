import type { RowProblem } from '@waybill/contracts';
import { judgeRows, trailingFiles, type RowVerdict } from '@waybill/tabular';
import { fileProblem } from '../../problems.ts';
import type { RunContext } from '../../run/run-context.ts';

/**
 * Whether a file has an unusual number of rows, by what its feed expects: it is held then, before anything of it is booked, until a
 * person looks at it. One that was begun, or that a person released, is not asked again.
 */
export async function guardRows(
  { ports, feed, file, claimed }: RunContext,
  rows: number,
): Promise<RowProblem | null> {
  const expected = feed.expectation?.rows ?? null;
  if (expected === null || claimed.guardsWaived || file.state === 'processing') return null;
  const recent =
    expected.kind === 'median' ? await ports.db.runs.recentRows(feed.id, trailingFiles) : [];
  const verdict = judgeRows(rows, expected, recent);
  return verdict.kind === 'fine' ? null : unusual(rows, verdict);
}

function unusual(rows: number, verdict: Exclude<RowVerdict, { kind: 'fine' }>): RowProblem {
  const { kind, bound, median } = verdict;
  const side = kind === 'too-few' ? 'at least' : 'at most';
  const found = rows === 1 ? '1 row' : `${String(rows)} rows`;
  const usual = median === null ? '' : ` Usual for the feed are ${String(median)}.`;
  return fileProblem('MASS_CHANGE', {
    message: `The file has ${found}; ${side} ${String(bound)} are expected.${usual}`,
    found,
    expected: `${side} ${String(bound)} rows`,
  });
}
