import type { RowOutcome } from '@waybill/contracts';
import type { RowOutcomeRecord, RowPageStore } from '../nouns/runs.ts';
import type { Session } from '../session.ts';
import { fillPages } from './fill-row-pages.ts';
import { unpackRows } from './packed-rows.ts';
import { outcomeColumns, writePage } from './write-row-page.ts';

export function rowPagesIn(session: Session): RowPageStore {
  return {
    write: (page) => writePage(session, page),
    fill: (runNo, rows) => session.atomically((tx) => fillPages(tx, runNo, rows)),

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
