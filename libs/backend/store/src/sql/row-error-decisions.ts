import type { RowErrorSelection, RowErrorState } from '@waybill/contracts';
import { sql } from 'kysely';
import type { Tenant } from '../nouns/partners.ts';
import type { RowErrorDeed } from '../nouns/row-errors.ts';
import type { Session } from '../session.ts';
import { among } from './conditions.ts';
import { addToGroups } from './row-error-groups.ts';
import { conditionsOfSelection, inStates } from './row-error-rows.ts';
import { markRepaired, takeRepairBack } from './run-repairs.ts';

export const unsettled = ['open', 'corrected'] as const satisfies readonly RowErrorState[];

const deeds: Readonly<Record<RowErrorDeed, { from: readonly RowErrorState[]; to: RowErrorState }>> =
  {
    resolve: { from: unsettled, to: 'resolved' },
    ignore: { from: unsettled, to: 'ignored' },
    // What a replay settled is booked; it cannot be opened again.
    reopen: { from: ['resolved', 'ignored', 'auto-resolved'], to: 'open' },
  };

export async function countSelected(
  session: Session,
  selection: RowErrorSelection,
  tenant: Tenant,
): Promise<number> {
  const { selected } = await conditionsOfSelection(session, selection, tenant)
    .reduce((rows, condition) => rows.where(condition), session.db.selectFrom('row_error'))
    .select((eb) => eb.fn.countAll().as('selected'))
    .executeTakeFirstOrThrow();
  return Number(selected);
}

export async function decide(
  session: Session,
  selection: RowErrorSelection,
  { deed, decision }: { deed: RowErrorDeed; decision: string },
  tenant: Tenant,
): Promise<number> {
  const { db } = session;
  const { from, to } = deeds[deed];
  const conditions = [...conditionsOfSelection(session, selection, tenant), inStates(from)];
  const { numUpdatedRows } = await conditions
    .reduce(
      (update, condition) => update.where(condition),
      // MySQL assigns from left to right: the state that was has to be kept before it is changed.
      db
        .updateTable('row_error')
        .set((eb) => ({ state_before: eb.ref('row_error.state') }))
        .set({ state: to, decision }),
    )
    .executeTakeFirstOrThrow();
  await moveGroups(session, decision, to);
  const runs = db.selectFrom('row_error').select('run_no').where('decision', '=', decision);
  if (deed === 'reopen') await takeRepairBack(session, runs);
  else await markRepaired(session, runs);
  return Number(numUpdatedRows);
}

/** The rows that a decision changed are locked by it, so that what they were can be counted afterwards. */
async function moveGroups({ db, ...session }: Session, decision: string, to: RowErrorState) {
  const changed = await db
    .selectFrom('row_error')
    .select((eb) => [
      'run_no',
      'created_at as found_at',
      'code',
      sql<string>`coalesce(column_name, '')`.as('column_name'),
      'state_before',
      eb.fn.min('partner_no').as('partner_no'),
      eb.fn.min('feed_no').as('feed_no'),
      eb.fn.min('name').as('name'),
      eb.fn.min('row_no').as('first_row'),
      eb.fn.countAll().as('rows_alike'),
    ])
    .where('decision', '=', decision)
    .groupBy(['run_no', 'created_at', 'code', 'column_name', 'state_before'])
    .execute();
  await addToGroups(
    { db, ...session },
    changed.flatMap(({ state_before, rows_alike, ...group }) => [
      { ...group, state: state_before ?? to, rows_alike: -Number(rows_alike) },
      { ...group, state: to, rows_alike: Number(rows_alike) },
    ]),
  );
}

export async function markReplayed(
  session: Session,
  runNo: number,
  rowNos: readonly number[],
): Promise<number> {
  if (rowNos.length === 0) return 0;
  const { db, dialect } = session;
  const rows = await dialect
    .forUpdate(db.selectFrom('row_error').selectAll())
    .where('run_no', '=', runNo)
    .where(among(dialect, 'row_no', rowNos))
    .where('state', 'in', [...unsettled])
    .execute();
  if (rows.length === 0) return 0;
  await db
    .updateTable('row_error')
    .set({ state: 'replayed' })
    .where('run_no', '=', runNo)
    .where(
      among(
        dialect,
        'row_no',
        rows.map(({ row_no }) => row_no),
      ),
    )
    .execute();
  await addToGroups(
    session,
    rows.flatMap((row) => {
      const { run_no, code, partner_no, feed_no, name } = row;
      const group = {
        ...{ run_no, code, partner_no, feed_no, name },
        found_at: row.created_at,
        column_name: row.column_name ?? '',
        first_row: row.row_no,
      };
      return [
        { ...group, state: row.state, rows_alike: -1 },
        { ...group, state: 'replayed', rows_alike: 1 },
      ];
    }),
  );
  return rows.length;
}
