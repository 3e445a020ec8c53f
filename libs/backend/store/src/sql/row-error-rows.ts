import type { RowError, RowErrorSelection, RowProblem } from '@waybill/contracts';
import { sql, type RawBuilder, type Selectable } from 'kysely';
import { columnTime, instant } from '../column-time.ts';
import type { Tenant } from '../nouns/partners.ts';
import type { RowErrorFilter } from '../nouns/row-errors.ts';
import type { KeysOf } from '../paging/paged-by-state.ts';
import { placeOf, rowId } from '../row-ids.ts';
import type { RowErrorTable } from '../schema/tables.ts';
import type { Session } from '../session.ts';
import { among, beginningWith, ofPartner, ofPartnerOrFeed, ofRun } from './conditions.ts';

type Condition = RawBuilder<boolean>;

/** Everything a filter says but the state. */
export function conditionsOf(filter: Omit<RowErrorFilter, 'state'>, tenant: Tenant): Condition[] {
  const { run, code, column, from, to, q, decision } = filter;
  const found = sql.ref('row_error.created_at');
  const conditions: (Condition | false)[] = [
    tenant !== null && ofPartner('row_error.partner_no', tenant),
    ...ofPartnerOrFeed('row_error', filter),
    run !== undefined && ofRun('row_error.run_no', run),
    code !== undefined && equal('row_error.code', code),
    column === '' && sql<boolean>`${sql.ref('row_error.column_name')} is null`,
    column !== undefined && column !== '' && equal('row_error.column_name', column),
    from !== undefined && sql<boolean>`${found} >= ${columnTime(new Date(from))}`,
    to !== undefined && sql<boolean>`${found} < ${columnTime(new Date(to))}`,
    q !== undefined && beginningWithEither(['row_error.member_no', 'row_error.txn_id'], q),
    decision !== undefined && equal('row_error.decision', decision),
  ];
  return conditions.filter((each) => each !== false);
}

export function inStates(states: readonly string[]): Condition {
  const names = sql.join(states.map((state) => sql`${state}`));
  return sql<boolean>`${sql.ref('row_error.state')} in (${names})`;
}

/** What a selection names, by ids or by its query. */
export function conditionsOfSelection(
  { dialect }: Session,
  selection: RowErrorSelection,
  tenant: Tenant,
): Condition[] {
  if ('query' in selection) {
    const { state, ...filter } = selection.query;
    return [...conditionsOf(filter, tenant), ...(state === undefined ? [] : [inStates(state)])];
  }
  const rowsOfRun = new Map<number, number[]>();
  for (const id of selection.ids) {
    const place = placeOf('err', id);
    if (place !== null)
      rowsOfRun.set(place.runNo, [...(rowsOfRun.get(place.runNo) ?? []), place.rowNo]);
  }
  const runs = [...rowsOfRun].map(
    ([runNo, rowNos]) =>
      sql`(${sql.ref('row_error.run_no')} = ${runNo} and ${among(dialect, 'row_error.row_no', rowNos)})`,
  );
  const named =
    runs.length === 0 ? sql<boolean>`1 = 0` : sql<boolean>`(${sql.join(runs, sql` or `)})`;
  return [...conditionsOf({}, tenant), named];
}

/** Joined to the page and not to the table, as with runs. */
export function named({ db }: Session, page: KeysOf<'row_error'>) {
  return db
    .selectFrom(page.as('key'))
    .innerJoin('row_error', (on) =>
      on.onRef('row_error.run_no', '=', 'key.run_no').onRef('row_error.row_no', '=', 'key.row_no'),
    )
    .innerJoin('run', 'run.no', 'row_error.run_no')
    .innerJoin('partner', 'partner.no', 'row_error.partner_no')
    .innerJoin('feed', 'feed.no', 'row_error.feed_no')
    .selectAll('row_error')
    .select(['run.id as run_id', 'partner.id as partner_id', 'feed.id as feed_id']);
}

export function errorOf(
  row: Selectable<RowErrorTable> & { run_id: string; partner_id: string; feed_id: string },
): RowError {
  const problems = JSON.parse(row.problems) as RowProblem[];
  const { columns, cells } = JSON.parse(row.cells) as { columns: string[]; cells: string[] };
  return {
    id: rowId('err', { runNo: row.run_no, rowNo: row.row_no, part: 0 }),
    run: row.run_id,
    partner: row.partner_id,
    feed: row.feed_id,
    rowNo: row.row_no,
    line: row.line,
    outcome: row.outcome as RowError['outcome'],
    state: row.state as RowError['state'],
    txnId: row.txn_id,
    memberNo: row.member_no,
    problems,
    cells: cells.map((text, index) => {
      const column = columns[index] ?? '';
      const problem = problems.findIndex((each) => each.column === column && column !== '');
      return { column, text, problem: problem < 0 ? null : problem };
    }),
    rawLine: row.raw_line,
    createdAt: instant(row.created_at),
  };
}

function equal(column: string, value: string): Condition {
  return sql<boolean>`${sql.ref(column)} = ${value}`;
}

function beginningWithEither(columns: readonly [string, string], start: string): Condition {
  const [one, other] = columns.map((column) => beginningWith(column, start));
  return sql<boolean>`(${one} or ${other})`;
}
