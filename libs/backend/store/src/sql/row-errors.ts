import type { Page, RowError, RowErrorCluster, RowProblem } from '@waybill/contracts';
import { sql, type Selectable, type SelectQueryBuilder } from 'kysely';
import { columnTime, instant } from '../column-time.ts';
import { bulkWriter } from '../dialect/bulk-write.ts';
import type { Tenant } from '../nouns/partners.ts';
import type { NewRowError, RowErrorFilter, RowErrorStore } from '../nouns/row-errors.ts';
import { pageOf, paged, sorted, type ListOrder } from '../paging/keyset.ts';
import { placeOf, rowId } from '../row-ids.ts';
import type { RowErrorTable, Tables } from '../schema/tables.ts';
import type { Session } from '../session.ts';
import { among, ofFeed, ofPartner, ofRun } from './conditions.ts';

const unsettled = ['open', 'corrected'] as const;
/** Newest run first, its rows as in the file. */
const byRunAndRow: ListOrder = {
  list: 'row-errors',
  columns: [
    { column: 'row_error.run_no', part: 'integer', direction: 'desc' },
    { column: 'row_error.row_no', part: 'integer', direction: 'asc' },
  ],
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
  ],
});

export function rowErrorsIn(session: Session): RowErrorStore {
  const { db, dialect } = session;
  return {
    insert: (runNo, errors, at) => insert(session, runNo, errors, at),

    markReplayed: async (runNo, rowNos) => {
      if (rowNos.length === 0) return 0;
      const { numUpdatedRows } = await db
        .updateTable('row_error')
        .set({ state: 'replayed' })
        .where('run_no', '=', runNo)
        .where(among(dialect, 'row_no', rowNos))
        .where('state', 'in', [...unsettled])
        .executeTakeFirstOrThrow();
      return Number(numUpdatedRows);
    },

    openCount: async (runNo) => {
      const { open } = await db
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

    list: async ({ cursor, limit, ...filter }, tenant): Promise<Page<RowError>> => {
      const errors = shownErrors(session, filter, tenant).selectAll('row_error');
      const page = named(session, paged(errors, byRunAndRow, { cursor, limit }));
      const rows = await sorted(page, byRunAndRow).execute();
      return pageOf(rows, limit, byRunAndRow.list, (row) => [row.run_no, row.row_no], errorOf);
    },

    clusters: (filter, tenant) => clusters(session, filter, tenant),
  };
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
  const time = columnTime(at);
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
        time,
      ];
    }),
  );
}

function shownErrors({ db }: Session, filter: RowErrorFilter, tenant: Tenant) {
  let rows = db.selectFrom('row_error');
  const { run, partner, feed, state, code, column } = filter;
  if (tenant !== null) rows = rows.where(ofPartner('row_error.partner_no', tenant));
  if (partner !== undefined) rows = rows.where(ofPartner('row_error.partner_no', partner));
  if (feed !== undefined) rows = rows.where(ofFeed('row_error.feed_no', feed));
  if (run !== undefined) rows = rows.where(ofRun('row_error.run_no', run));
  if (state !== undefined) rows = rows.where('row_error.state', 'in', [...state]);
  if (code !== undefined) rows = rows.where('row_error.code', '=', code);
  if (column !== undefined) rows = rows.where('row_error.column_name', '=', column);
  return rows;
}

/** Joined to the page and not to the table, as with runs. */
function named(
  { db }: Session,
  page: SelectQueryBuilder<Tables, 'row_error', Selectable<RowErrorTable>>,
) {
  return db
    .selectFrom(page.as('row_error'))
    .innerJoin('run', 'run.no', 'row_error.run_no')
    .innerJoin('partner', 'partner.no', 'row_error.partner_no')
    .innerJoin('feed', 'feed.no', 'row_error.feed_no')
    .selectAll('row_error')
    .select(['run.id as run_id', 'partner.id as partner_id', 'feed.id as feed_id']);
}

/** A row's place as one number, so that `min` finds the first row; run numbers stay far below 2 ** 21. */
const rowsPerRun = 2 ** 32;

/** Grouped by the first problem of each row, so that the groups add up to the rows. */
async function clusters(
  session: Session,
  filter: RowErrorFilter,
  tenant: Tenant,
): Promise<RowErrorCluster[]> {
  const groups = await shownErrors(session, filter, tenant)
    .select((eb) => [
      'row_error.code',
      'row_error.column_name',
      eb.fn.min('row_error.name').as('name'),
      eb.fn.countAll().as('rows_alike'),
      eb.fn.count('row_error.run_no').distinct().as('runs'),
      eb.fn.min('row_error.created_at').as('first_seen'),
      eb.fn.max('row_error.created_at').as('last_seen'),
      sql<number>`min(row_error.run_no * ${sql.lit(rowsPerRun)} + row_error.row_no)`.as('first'),
    ])
    .groupBy(['row_error.code', 'row_error.column_name'])
    .orderBy('rows_alike', 'desc')
    .orderBy('row_error.code')
    .orderBy('row_error.column_name')
    .execute();
  const messages = await messagesAt(
    session,
    groups.map(({ first }) => Number(first)),
  );
  return groups.map((group) => ({
    code: group.code,
    name: group.name,
    column: group.column_name,
    rows: Number(group.rows_alike),
    runs: Number(group.runs),
    example: messages.get(Number(group.first)) ?? '',
    firstSeen: instant(group.first_seen),
    lastSeen: instant(group.last_seen),
  }));
}

async function messagesAt(
  { db }: Session,
  places: readonly number[],
): Promise<Map<number, string>> {
  const messages = new Map<number, string>();
  for (const place of places) {
    const row = await db
      .selectFrom('row_error')
      .select('problems')
      .where('run_no', '=', Math.floor(place / rowsPerRun))
      .where('row_no', '=', place % rowsPerRun)
      .executeTakeFirst();
    const problems = row === undefined ? [] : (JSON.parse(row.problems) as RowProblem[]);
    messages.set(place, problems[0]?.message ?? '');
  }
  return messages;
}

function errorOf(
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
