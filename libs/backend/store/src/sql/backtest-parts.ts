import type {
  BacktestChange,
  BacktestFile,
  BacktestMember,
  BacktestRow,
  BacktestVerdict,
  Page,
} from '@waybill/contracts';
import { sql } from 'kysely';
import type { BacktestStore } from '../nouns/backtests.ts';
import { pageOf, paged, type ListOrder } from '../paging/keyset.ts';
import type { Session } from '../session.ts';
import { lastRun, problemOf } from './file-rows.ts';

const inOrder: ListOrder = {
  list: 'backtest-files',
  columns: [{ column: 'backtest_file.position', part: 'integer', direction: 'asc' }],
};
const byRow: ListOrder = {
  list: 'backtest-rows',
  columns: [
    { column: 'backtest_row.position', part: 'integer', direction: 'asc' },
    { column: 'backtest_row.row_no', part: 'integer', direction: 'asc' },
  ],
};
const largest: ListOrder = {
  list: 'backtest-members',
  columns: [
    { column: 'backtest_member.moved', part: 'integer', direction: 'desc' },
    { column: 'backtest_member.member_no', part: 'text', direction: 'asc' },
  ],
};

export async function filesOf(
  session: Session,
  id: string,
  { state, ...page }: Parameters<BacktestStore['files']>[1],
): Promise<Page<BacktestFile>> {
  let query = fileRows(session, id);
  if (state !== undefined) query = query.where('backtest_file.state', 'in', [...state]);
  const rows = await paged(query, inOrder, page).execute();
  return pageOf(rows, page.limit, inOrder.list, ({ position }) => [position], fileOf);
}

export async function allFilesOf(session: Session, id: string): Promise<BacktestFile[]> {
  const rows = await fileRows(session, id).orderBy('backtest_file.position').execute();
  return rows.map(fileOf);
}

export async function changedRowsOf(
  { db }: Session,
  id: string,
  { change, ...page }: Parameters<BacktestStore['rows']>[1],
): Promise<Page<BacktestRow>> {
  let query = db
    .selectFrom('backtest_row')
    .innerJoin('backtest_file', (join) =>
      join
        .onRef('backtest_file.backtest_no', '=', 'backtest_row.backtest_no')
        .onRef('backtest_file.position', '=', 'backtest_row.position'),
    )
    .innerJoin('inbound_file', 'inbound_file.no', 'backtest_file.file_no')
    .selectAll('backtest_row')
    .select(['inbound_file.id as file', 'inbound_file.name as file_name', lastRun.as('run')])
    .where('backtest_row.backtest_no', '=', numberOf(id));
  if (change !== undefined) query = query.where('backtest_row.change_kind', 'in', [...change]);
  const rows = await paged(query, byRow, page).execute();
  const keyOf = (row: { position: number; row_no: number }) => [row.position, row.row_no];
  return pageOf(rows, page.limit, byRow.list, keyOf, (row) => ({
    file: row.file,
    fileName: row.file_name,
    run: row.run,
    rowNo: row.row_no,
    line: row.line,
    txnId: row.txn_id,
    memberNo: row.member_no,
    change: row.change_kind as BacktestChange,
    base: JSON.parse(row.base) as BacktestVerdict,
    candidate: JSON.parse(row.candidate) as BacktestVerdict,
  }));
}

export async function movedMembersOf(
  { db }: Session,
  id: string,
  page: Parameters<BacktestStore['members']>[1],
): Promise<Page<BacktestMember>> {
  const query = db
    .selectFrom('backtest_member')
    .selectAll()
    .where('backtest_no', '=', numberOf(id))
    .where('moved', '>', 0);
  const rows = await paged(query, largest, page).execute();
  return pageOf(
    rows,
    page.limit,
    largest.list,
    ({ moved, member_no }) => [moved, member_no],
    (row) => ({
      memberNo: row.member_no,
      points: pointsOf(row.base_points, row.candidate_points),
    }),
  );
}

export function pointsOf(base: number, candidate: number): BacktestFile['points'] {
  return { base, candidate, delta: candidate - base };
}

const numberOf = (id: string) => sql<number>`(select b.no from backtest b where b.id = ${id})`;

function fileRows({ db }: Session, id: string) {
  return db
    .selectFrom('backtest_file')
    .innerJoin('inbound_file', 'inbound_file.no', 'backtest_file.file_no')
    .selectAll('backtest_file')
    .select(['inbound_file.id as file', 'inbound_file.name as file_name'])
    .where('backtest_file.backtest_no', '=', numberOf(id));
}

type FileRow = Awaited<ReturnType<ReturnType<typeof fileRows>['execute']>>[number];

function fileOf(row: FileRow): BacktestFile {
  return {
    position: row.position,
    file: row.file,
    fileName: row.file_name,
    state: row.state as BacktestFile['state'],
    rows: {
      read: row.rows_read,
      same: row.rows_same,
      changes: {
        points: row.rows_points,
        'newly-rejected': row.rows_newly_rejected,
        'newly-accepted': row.rows_newly_accepted,
        other: row.rows_other,
      },
    },
    points: pointsOf(row.base_points, row.candidate_points),
    problem: problemOf(row.problem),
  };
}
