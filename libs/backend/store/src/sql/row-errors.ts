import { rowErrorStates, type Page, type RowError, type RowErrorSort } from '@waybill/contracts';
import { columnTime } from '../column-time.ts';
import { bulkWriter } from '../dialect/bulk-write.ts';
import type { Tenant } from '../nouns/partners.ts';
import type { NewRowError, RowErrorStore } from '../nouns/row-errors.ts';
import { pageOf, sorted, type ListOrder } from '../paging/keyset.ts';
import { pagedByState } from '../paging/paged-by-state.ts';
import { placeOf } from '../row-ids.ts';
import type { Session } from '../session.ts';
import { clustersOf } from './row-error-clusters.ts';
import { countSelected, decide, markReplayed, unsettled } from './row-error-decisions.ts';
import { addToGroups, statsOfErrors } from './row-error-groups.ts';
import { conditionsOf, errorOf, named } from './row-error-rows.ts';

type ErrorRow = Awaited<ReturnType<ReturnType<typeof named>['execute']>>[number];

const time = (direction: 'asc' | 'desc') => [
  { column: 'row_error.created_at', part: 'time', direction } as const,
  { column: 'row_error.run_no', part: 'integer', direction } as const,
  { column: 'row_error.row_no', part: 'integer', direction } as const,
];
const timeKey = (row: ErrorRow) => [row.created_at, row.run_no, row.row_no];

const orders: Readonly<
  Record<RowErrorSort, ListOrder & { key: (row: ErrorRow) => readonly (string | number)[] }>
> = {
  newest: { list: 'row-errors:newest', columns: time('desc'), key: timeKey },
  oldest: { list: 'row-errors:oldest', columns: time('asc'), key: timeKey },
  // Newest run first, its rows as in the file.
  row: {
    list: 'row-errors',
    columns: [
      { column: 'row_error.run_no', part: 'integer', direction: 'desc' },
      { column: 'row_error.row_no', part: 'integer', direction: 'asc' },
    ],
    key: (row) => [row.run_no, row.row_no],
  },
};

const writeErrors = bulkWriter({
  table: 'row_error',
  columns: [
    'run_no',
    'row_no',
    'partner_no',
    'feed_no',
    'line',
    'outcome',
    'state',
    'code',
    'name',
    'column_name',
    'problems',
    'cells',
    'raw_line',
    'created_at',
    'txn_id',
    'member_no',
  ],
});

export function rowErrorsIn(session: Session): RowErrorStore {
  return {
    insert: (runNo, errors, at) =>
      session.atomically((transaction) => insert(transaction, runNo, errors, at)),
    markReplayed: (runNo, rowNos) =>
      session.atomically((transaction) => markReplayed(transaction, runNo, rowNos)),

    openCount: async (runNo) => {
      const { open } = await session.db
        .selectFrom('row_error')
        .select((eb) => eb.fn.countAll().as('open'))
        .where('run_no', '=', runNo)
        .where('state', 'in', [...unsettled])
        .executeTakeFirstOrThrow();
      return Number(open);
    },

    find: async (id, tenant) => {
      const place = placeOf('err', id);
      if (place === null) return null;
      const found = shownErrors(session, {}, tenant)
        .selectAll('row_error')
        .where('row_error.run_no', '=', place.runNo)
        .where('row_error.row_no', '=', place.rowNo);
      const row = await named(session, found).executeTakeFirst();
      return row === undefined ? null : errorOf(row);
    },

    list: (query, tenant) => list(session, query, tenant),
    stats: (query, tenant) => statsOfErrors(session, query, tenant),
    clusters: (filter, tenant, now) => clustersOf(session, filter, tenant, now),
    selected: (selection, tenant) => countSelected(session, selection, tenant),
    decide: (selection, deed, decision, tenant) =>
      session.atomically((transaction) =>
        decide(transaction, selection, { deed, decision }, tenant),
      ),
  };
}

async function list(
  session: Session,
  { sort, cursor, limit, state, ...filter }: Parameters<RowErrorStore['list']>[0],
  tenant: Tenant,
): Promise<Page<RowError>> {
  const order = orders[sort ?? (filter.run === undefined ? 'newest' : 'row')];
  const errors = shownErrors(session, filter, tenant);
  // Within one run, one decision or one member there are few rows, and their index has no state.
  const isNarrow = [filter.run, filter.decision, filter.q].some((each) => each !== undefined);
  const queries = isNarrow
    ? [state ? errors.where('row_error.state', 'in', [...state]) : errors]
    : (state ?? rowErrorStates).map((each) => errors.where('row_error.state', '=', each));
  const page = pagedByState(session, 'row_error', queries, order, { cursor, limit });
  const rows = await sorted(named(session, page), order).execute();
  return pageOf(rows, limit, order.list, order.key, errorOf);
}

function shownErrors({ db }: Session, filter: Parameters<typeof conditionsOf>[0], tenant: Tenant) {
  return conditionsOf(filter, tenant).reduce(
    (rows, condition) => rows.where(condition),
    db.selectFrom('row_error'),
  );
}

async function insert(
  session: Session,
  runNo: number,
  errors: readonly NewRowError[],
  at: Date,
): Promise<void> {
  if (errors.length === 0) return;
  const run = await session.db
    .selectFrom('run')
    .select(['partner_no', 'feed_no'])
    .where('no', '=', runNo)
    .executeTakeFirstOrThrow();
  const found = columnTime(at);
  const rows = errors.toSorted((a, b) => a.rowNo - b.rowNo);
  await writeErrors(
    session,
    rows.map((error) => {
      const [first] = error.problems;
      return [
        runNo,
        error.rowNo,
        run.partner_no,
        run.feed_no,
        error.line,
        error.outcome,
        'open',
        first?.code ?? '',
        first?.name ?? '',
        first?.column ?? null,
        JSON.stringify(error.problems),
        JSON.stringify({ columns: error.columns, cells: error.cells }),
        error.rawLine,
        found,
        error.txnId ?? null,
        error.memberNo ?? null,
      ];
    }),
  );
  await addToGroups(
    session,
    rows.map(({ rowNo, problems: [first] }) => ({
      run_no: runNo,
      found_at: found,
      code: first?.code ?? '',
      column_name: first?.column ?? '',
      state: 'open',
      partner_no: run.partner_no,
      feed_no: run.feed_no,
      name: first?.name ?? '',
      first_row: rowNo,
      rows_alike: 1,
    })),
  );
}
