import { rowErrorStates, type RowErrorStats } from '@waybill/contracts';
import { sql, type SelectQueryBuilder } from 'kysely';
import { bulkWriter } from '../dialect/bulk-write.ts';
import { columnTime } from '../column-time.ts';
import type { Tenant } from '../nouns/partners.ts';
import type { RowErrorFilter } from '../nouns/row-errors.ts';
import type { RowErrorGroupTable, Tables } from '../schema/tables.ts';
import type { Session } from '../session.ts';
import { ofPartner, ofPartnerOrFeed, ofRun } from './conditions.ts';
import { conditionsOf, inStates } from './row-error-rows.ts';

type Group = RowErrorGroupTable;
/** Where the problem has no column, a kept group has an empty text, and a row null. */
type Alike = Omit<Group, 'column_name'> & { column_name: string | null };
export type GroupQuery = SelectQueryBuilder<Tables & { alike: Alike }, 'alike', object>;

const key = ['run_no', 'found_at', 'code', 'column_name', 'state'] as const;
const columns = [
  ...key,
  'partner_no',
  'feed_no',
  'name',
  'first_row',
  'rows_alike',
] as const satisfies readonly (keyof Group)[];

const writeGroups = bulkWriter({
  table: 'row_error_group',
  columns,
  onConflict: { key, add: ['rows_alike'] },
});

/** Adds the rows of each group, which may be fewer than none; groups that are named twice are added up first. */
export async function addToGroups(session: Session, changes: readonly Group[]): Promise<void> {
  const sums = new Map<string, Group>();
  for (const change of changes) {
    const name = JSON.stringify(key.map((column) => change[column]));
    const known = sums.get(name);
    sums.set(name, {
      ...change,
      first_row: Math.min(change.first_row, known?.first_row ?? change.first_row),
      rows_alike: change.rows_alike + (known?.rows_alike ?? 0),
    });
  }
  const rows = [...sums.values()].toSorted(inKeyOrder);
  await writeGroups(
    session,
    rows.map((group) => columns.map((column) => group[column])),
  );
}

function inKeyOrder(a: Group, b: Group): number {
  for (const column of key) {
    if (a[column] !== b[column]) return a[column] < b[column] ? -1 : 1;
  }
  return 0;
}

/**
 * The counts behind a filter, as rows of `alike`. Groups know no member and no decision; what asks for those is few rows, which are
 * counted themselves.
 */
export function groupsOf(session: Session, filter: RowErrorFilter, tenant: Tenant): GroupQuery {
  const isByRow = filter.q !== undefined || filter.decision !== undefined;
  const source = isByRow
    ? rowsAsGroups(session, filter, tenant)
    : keptGroups(session, filter, tenant);
  return session.db.selectFrom(source.as('alike')) as unknown as GroupQuery;
}

export async function statsOfErrors(
  session: Session,
  { state: _state, ...filter }: RowErrorFilter,
  tenant: Tenant,
): Promise<RowErrorStats> {
  const rows = await groupsOf(session, filter, tenant)
    .select((eb) => ['alike.state', eb.fn.sum('alike.rows_alike').as('rows_in_it')])
    .groupBy('alike.state')
    .execute();
  const rowsIn = new Map(rows.map((row) => [row.state, Number(row.rows_in_it)]));
  const states = Object.fromEntries(rowErrorStates.map((name) => [name, rowsIn.get(name) ?? 0]));
  const total = Object.values(states).reduce((sum, count) => sum + count, 0);
  return { states: states as RowErrorStats['states'], total };
}

function keptGroups({ db }: Session, filter: RowErrorFilter, tenant: Tenant) {
  let groups = db.selectFrom('row_error_group as kept').select([...columns]);
  const { run, state, code, column, from, to } = filter;
  groups = groups.where('kept.rows_alike', '>', 0);
  if (tenant !== null) groups = groups.where(ofPartner('kept.partner_no', tenant));
  for (const owned of ofPartnerOrFeed('kept', filter)) groups = groups.where(owned);
  if (run !== undefined) groups = groups.where(ofRun('kept.run_no', run));
  if (state !== undefined) groups = groups.where('kept.state', 'in', [...state]);
  if (code !== undefined) groups = groups.where('kept.code', '=', code);
  if (column !== undefined) groups = groups.where('kept.column_name', '=', column);
  if (from !== undefined) groups = groups.where('kept.found_at', '>=', columnTime(new Date(from)));
  if (to !== undefined) groups = groups.where('kept.found_at', '<', columnTime(new Date(to)));
  return groups;
}

function rowsAsGroups({ db }: Session, { state, ...filter }: RowErrorFilter, tenant: Tenant) {
  const conditions = conditionsOf(filter, tenant);
  if (state !== undefined) conditions.push(inStates(state));
  return conditions.reduce(
    (rows, condition) => rows.where(condition),
    db.selectFrom('row_error').select([
      'run_no',
      'created_at as found_at',
      'code',
      'state',
      'partner_no',
      'feed_no',
      'name',
      'row_no as first_row',
      // As it is: of a computed name MariaDB makes a blob, which the driver reads as bytes.
      'column_name',
      sql<number>`1`.as('rows_alike'),
    ]),
  );
}
