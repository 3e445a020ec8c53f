import type { RowOutcome } from '@waybill/contracts';
import { bulkWriter } from '../dialect/bulk-write.ts';
import type { RowOutcomeRecord, RowPage } from '../nouns/runs.ts';
import type { Session } from '../session.ts';
import { packRows } from './packed-rows.ts';

export const outcomeColumns = [
  'posted',
  'unchanged',
  'duplicate',
  'conflict',
  'rejected',
  'skipped',
] as const satisfies readonly RowOutcome[];

const writePages = bulkWriter({
  table: 'row_page',
  columns: ['run_no', 'first_row', 'last_row', ...outcomeColumns, 'body'],
});

export async function writePage(
  session: Session,
  { runNo, firstRow, rows }: RowPage,
): Promise<void> {
  const last = rows.at(-1);
  if (last === undefined) return;
  const counts = Object.values(outcomeCounts(rows));
  const body = await packRows(rows);
  await writePages(session, [[runNo, firstRow, last.rowNo, ...counts, body]]);
}

/** How many rows have each outcome, in the order of the columns. */
export function outcomeCounts(
  rows: readonly RowOutcomeRecord[],
): Record<(typeof outcomeColumns)[number], number> {
  const counts = { posted: 0, unchanged: 0, duplicate: 0, conflict: 0, rejected: 0, skipped: 0 };
  for (const { outcome } of rows) counts[outcome]++;
  return counts;
}
