import { sql, type RawBuilder, type SelectQueryBuilder } from 'kysely';
import type { RunTable, Tables } from '../schema/tables.ts';
import type { Session } from '../session.ts';

/** Numbers of the runs in question. */
type Runs = SelectQueryBuilder<Tables, 'row_error', { run_no: number }> | number;

const isOpen = sql<boolean>`exists (select 1 from row_error e where e.run_no = run.no and e.state in ('open', 'corrected'))`;
const wasReplayed = sql<boolean>`exists (select 1 from row_error e where e.run_no = run.no and e.state = 'replayed')`;
const tookNothing = sql<boolean>`(run.rows_read > 0 and run.rows_rejected + run.rows_conflict = run.rows_read)`;

/**
 * A run is repaired when nothing of it is open any more: a partial one however that came, one that had accepted not a single row only
 * when a replay has booked some. Answers how many became so.
 */
export async function markRepaired(session: Session, runs: Runs): Promise<number> {
  const { numUpdatedRows } = await among(session, runs, { state: 'repaired' })
    .where(
      sql<boolean>`(run.state = 'partial' or (run.state = 'failed' and ${tookNothing} and ${wasReplayed}))`,
    )
    .where(sql<boolean>`not ${isOpen}`)
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}

/** Something of a repaired run is open again: it is what it was before. */
export async function takeRepairBack(session: Session, runs: Runs): Promise<void> {
  const before = sql<string>`case when ${tookNothing} then 'failed' else 'partial' end`;
  await among(session, runs, { state: before })
    .where('run.state', '=', 'repaired')
    .where(isOpen)
    .execute();
}

function among(
  { db }: Session,
  runs: Runs,
  change: { state: RunTable['state'] | RawBuilder<string> },
) {
  const update = db.updateTable('run').set(change);
  return typeof runs === 'number'
    ? update.where('run.no', '=', runs)
    : update.where('run.no', 'in', runs);
}
