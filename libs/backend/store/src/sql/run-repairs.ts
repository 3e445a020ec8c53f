import { sql, type RawBuilder, type SelectQueryBuilder } from 'kysely';
import type { Tables } from '../schema/tables.ts';
import type { Session } from '../session.ts';
import { among } from './conditions.ts';

/** Numbers of the runs in question. */
type Runs = SelectQueryBuilder<Tables, 'row_error', { run_no: number }> | readonly number[];

const isOpen = sql<boolean>`exists (select 1 from row_error e where e.run_no = run.no and e.state in ('open', 'corrected'))`;
const wasReplayed = sql<boolean>`exists (select 1 from row_error e where e.run_no = run.no and e.state = 'replayed')`;
const tookNothing = sql<boolean>`(run.rows_read > 0 and run.rows_rejected + run.rows_conflict = run.rows_read)`;
const wasTakenIn = sql<boolean>`exists (select 1 from run later where later.file_no = run.file_no and later.no > run.no and ${tookFileIn('later')})`;

/** A run that went over all rows of its file and booked what could be booked. */
export function tookFileIn(run: string): RawBuilder<boolean> {
  const column = (name: string) => sql.ref(`${run}.${name}`);
  return sql<boolean>`(${column('kind')} in ('file', 'replay') and ${column('rows_scope')} = 'all' and ${column('state')} in ('succeeded', 'partial', 'repaired'))`;
}

/**
 * A run is repaired when nothing of it is open any more: a partial one however that came; one that failed only when a later run took
 * its file in, or when it had accepted not a single row and a replay has booked some. Answers those that became so.
 */
export async function markRepaired(
  { db, dialect }: Session,
  runs: Runs,
): Promise<{ id: string; no: number }[]> {
  // Looked up before they are changed: MySQL does not read from the table that a statement writes to.
  const repaired = await db
    .selectFrom('run')
    .select(['id', 'no'])
    .where('no', 'in', runs)
    .where(
      sql<boolean>`(run.state = 'partial' or (run.state = 'failed' and (${wasTakenIn} or (${tookNothing} and ${wasReplayed}))))`,
    )
    .where(sql<boolean>`not ${isOpen}`)
    .orderBy('no')
    .execute();
  if (repaired.length === 0) return [];
  const numbers = repaired.map(({ no }) => no);
  await db
    .updateTable('run')
    .set({ state: 'repaired' })
    .where(among(dialect, 'no', numbers))
    .where(sql<boolean>`not ${isOpen}`)
    .execute();
  return repaired;
}

/** Earlier runs of the same file that had failed. */
export async function repairEarlier(
  session: Session,
  runNo: number,
): Promise<{ id: string; no: number }[]> {
  const failed = await session.db
    .selectFrom('run')
    .select('no')
    .where('file_no', '=', ({ selectFrom }) =>
      selectFrom('run as this').select('this.file_no').where('this.no', '=', runNo),
    )
    .where('no', '<', runNo)
    .where('state', '=', 'failed')
    .execute();
  return failed.length === 0
    ? []
    : markRepaired(
        session,
        failed.map(({ no }) => no),
      );
}

/** Something of a repaired run is open again: it is what it was before. */
export async function takeRepairBack({ db }: Session, runs: Runs): Promise<void> {
  const before = sql<string>`case when run.problem is not null or ${tookNothing} then 'failed' else 'partial' end`;
  await db
    .updateTable('run')
    .set({ state: before })
    .where('no', 'in', runs)
    .where('state', '=', 'repaired')
    .where(isOpen)
    .execute();
}
