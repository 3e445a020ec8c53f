import type { Page, RunRow } from '@waybill/contracts';
import type { RowOutcomeRecord, RunStore } from '../nouns/runs.ts';
import { decodeCursor } from '../paging/cursor.ts';
import { pageOf } from '../paging/keyset.ts';
import { rowId } from '../row-ids.ts';
import type { Session } from '../session.ts';
import { among } from './conditions.ts';
import { accrual, signedPoints } from './entry-kinds.ts';
import { rowPagesIn, settledRows } from './row-pages.ts';

const list = 'run-rows';

/** Every settled row of a run with what became of it. */
export async function rowsOfRun(
  session: Session,
  runId: string,
  { outcome, from = 1, cursor, limit }: Parameters<RunStore['rows']>[1],
): Promise<Page<RunRow>> {
  const after =
    cursor === undefined ? from - 1 : Number(decodeCursor(cursor, list, ['integer'])[0]);
  const runNo = await numberOf(session, runId);
  if (runNo === null) return { items: [], next: null };
  const found: RowOutcomeRecord[] = [];
  for await (const row of settledRows(session, runNo, { outcomes: outcome, after })) {
    found.push(row);
    if (found.length > limit) break;
  }
  const booked = await bookedByRow(session, runNo, found);
  return pageOf(
    found,
    limit,
    list,
    ({ rowNo }) => [rowNo],
    (row) => shown(runNo, row, booked.get(row.rowNo)),
  );
}

export async function rowOfRun(
  session: Session,
  runId: string,
  rowNo: number,
): ReturnType<RunStore['row']> {
  const runNo = await numberOf(session, runId);
  if (runNo === null) return null;
  const row = await rowPagesIn(session).row(runNo, rowNo);
  if (row === null) return null;
  const booked = await bookedByRow(session, runNo, [row]);
  const { offset, byteLength } = row;
  return { ...shown(runNo, row, booked.get(rowNo)), offset, byteLength };
}

async function numberOf({ db }: Session, runId: string): Promise<number | null> {
  const run = await db.selectFrom('run').select('no').where('id', '=', runId).executeTakeFirst();
  return run?.no ?? null;
}

function shown(
  runNo: number,
  { rowNo, line, outcome, code, txnId, memberNo }: RowOutcomeRecord,
  booked: { points: number; entryId: string } | undefined,
): RunRow {
  const isBad = outcome === 'rejected' || outcome === 'conflict';
  return {
    rowNo,
    line,
    outcome,
    code,
    txnId,
    memberNo,
    points: booked?.points ?? null,
    entryId: booked?.entryId ?? null,
    rowErrorId: isBad ? rowId('err', { runNo, rowNo, part: 0 }) : null,
  };
}

/** What each row moved in the ledger; a row that replaced an earlier booking has two entries, and shows the new one. */
async function bookedByRow(
  { db, dialect }: Session,
  runNo: number,
  rows: readonly RowOutcomeRecord[],
): Promise<Map<number, { points: number; entryId: string }>> {
  const posted = rows.filter(({ outcome }) => outcome === 'posted').map(({ rowNo }) => rowNo);
  const byRow = new Map<number, { points: number; entryId: string }>();
  if (posted.length === 0) return byRow;
  const entries = await db
    .selectFrom('ledger_entry')
    .select(['row_no', 'kind', 'points'])
    .where('run_no', '=', runNo)
    .where(among(dialect, 'row_no', posted))
    .execute();
  for (const { row_no: rowNo, kind, points } of entries) {
    const known = byRow.get(rowNo);
    const entryId = rowId('ent', { runNo, rowNo, part: kind });
    byRow.set(rowNo, {
      points: (known?.points ?? 0) + signedPoints(kind, points),
      entryId: known === undefined || kind === accrual ? entryId : known.entryId,
    });
  }
  return byRow;
}
