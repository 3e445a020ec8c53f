import type { RowOutcome } from '@waybill/contracts';
import { bulkWriter } from '../dialect/bulk-write.ts';
import type { RowOutcomeRecord, RowPageStore } from '../nouns/runs.ts';
import type { Session } from '../session.ts';
import { packRows, unpackRows } from './packed-rows.ts';

const outcomeColumns = [
  'posted',
  'unchanged',
  'duplicate',
  'conflict',
  'rejected',
  'skipped',
] as const satisfies readonly RowOutcome[];

const writePage = bulkWriter({
  table: 'row_page',
  columns: ['run_no', 'first_row', 'last_row', ...outcomeColumns, 'body'],
});

export function rowPagesIn(session: Session): RowPageStore {
  return {
    write: async ({ runNo, firstRow, rows }) => {
      const last = rows.at(-1);
      if (last === undefined) return;
      const counts = new Map<RowOutcome, number>();
      for (const { outcome } of rows) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
      const columns = outcomeColumns.map((outcome) => counts.get(outcome) ?? 0);
      const body = await packRows(rows);
      await writePage(session, [[runNo, firstRow, last.rowNo, ...columns, body]]);
    },

    row: async (runNo, rowNo) => {
      const page = await session.db
        .selectFrom('row_page')
        .select('body')
        .where('run_no', '=', runNo)
        .where('first_row', '<=', rowNo)
        .where('last_row', '>=', rowNo)
        .orderBy('first_row', 'desc')
        .limit(1)
        .executeTakeFirst();
      if (page === undefined) return null;
      return (await unpackRows(page.body)).find((row) => row.rowNo === rowNo) ?? null;
    },

    rowNumbers: async (runNo, outcomes) => {
      const numbers: number[] = [];
      for await (const row of settledRows(session, runNo, { outcomes, after: 0 })) {
        numbers.push(row.rowNo);
      }
      return numbers;
    },
  };
}

const pagesPerQuery = 8;

/** Settled rows after a row number, in order, page by page; pages without a wanted outcome are never read. */
export async function* settledRows(
  { db }: Session,
  runNo: number,
  { outcomes, after }: { outcomes?: readonly RowOutcome[] | undefined; after: number },
): AsyncGenerator<RowOutcomeRecord> {
  const wanted = new Set(outcomes ?? outcomeColumns);
  for (let position = after; ;) {
    const pages = await db
      .selectFrom('row_page')
      .select(['last_row', 'body'])
      .where('run_no', '=', runNo)
      .where('last_row', '>', position)
      .where((eb) => eb.or([...wanted].map((outcome) => eb(outcome, '>', 0))))
      .orderBy('first_row')
      .limit(pagesPerQuery)
      .execute();
    for (const page of pages) {
      for (const row of await unpackRows(page.body)) {
        if (row.rowNo > after && wanted.has(row.outcome)) yield row;
      }
      position = page.last_row;
    }
    if (pages.length < pagesPerQuery) return;
  }
}
