import type { RowOutcomeRecord } from '../nouns/runs.ts';
import type { Session } from '../session.ts';
import { packRows, unpackRows } from './packed-rows.ts';
import { outcomeCounts, writePage } from './write-row-page.ts';

interface PageSpan {
  readonly first: number;
  readonly last: number;
}

/** Adds rows to the pages in whose span they are, and pages for those between; pages of a run never overlap. Rows in order. */
export async function fillPages(
  session: Session,
  runNo: number,
  rows: readonly RowOutcomeRecord[],
): Promise<void> {
  const [lowest, highest] = [rows[0]?.rowNo, rows.at(-1)?.rowNo];
  if (lowest === undefined || highest === undefined) return;
  const spans = await spansWithin(session, runNo, lowest, highest);
  for (const { page, among } of dealt(rows, spans)) {
    if (page === null)
      await writePage(session, { runNo, firstRow: among[0]?.rowNo ?? 0, rows: among });
    else await mergeInto(session, runNo, page, among);
  }
}

async function spansWithin(
  { db }: Session,
  runNo: number,
  lowest: number,
  highest: number,
): Promise<PageSpan[]> {
  return db
    .selectFrom('row_page')
    .select(['first_row as first', 'last_row as last'])
    .where('run_no', '=', runNo)
    .where('last_row', '>=', lowest)
    .where('first_row', '<=', highest)
    .orderBy('first_row')
    .execute();
}

/** The rows by the page that spans them; null for a page of their own, between two others. */
function dealt(
  rows: readonly RowOutcomeRecord[],
  spans: readonly PageSpan[],
): { page: PageSpan | null; among: RowOutcomeRecord[] }[] {
  const groups: { page: PageSpan | null; before: number; among: RowOutcomeRecord[] }[] = [];
  let before = 0;
  for (const row of rows) {
    while ((spans[before]?.last ?? Infinity) < row.rowNo) before += 1;
    const span = spans[before];
    const page = span !== undefined && span.first <= row.rowNo ? span : null;
    const group = groups.at(-1);
    if (group?.before === before && group.page === page) group.among.push(row);
    else groups.push({ page, before, among: [row] });
  }
  return groups;
}

async function mergeInto(
  { db }: Session,
  runNo: number,
  page: PageSpan,
  more: readonly RowOutcomeRecord[],
): Promise<void> {
  const { body } = await db
    .selectFrom('row_page')
    .select('body')
    .where('run_no', '=', runNo)
    .where('first_row', '=', page.first)
    .executeTakeFirstOrThrow();
  const rows = [...(await unpackRows(body)), ...more].sort((a, b) => a.rowNo - b.rowNo);
  await db
    .updateTable('row_page')
    .set({ ...outcomeCounts(rows), body: await packRows(rows) })
    .where('run_no', '=', runNo)
    .where('first_row', '=', page.first)
    .execute();
}
