import type { Selectable } from 'kysely';
import type { Tables } from '../schema/tables.ts';
import type { Session } from '../session.ts';

type Work = 'run' | 'job';
type RowOf<Table extends Work> = Selectable<Tables[Table]>;

export interface ClaimOptions {
  readonly leaseS: number;
  readonly attemptsMax: number;
  /** Id of the one that is wanted. */
  readonly only?: string;
}

/**
 * Takes what a worker that is gone left behind, else what has been queued longest. `take` gets it locked and says what was claimed; what
 * it gives up instead is passed over.
 */
export async function claimNext<Table extends Work, Claimed>(
  session: Session,
  table: Table,
  { only }: ClaimOptions,
  take: (tx: Session, row: RowOf<Table>) => Promise<Claimed | 'gave-up'>,
): Promise<Claimed | null> {
  for (;;) {
    // Looked at first without a lock, so that idle workers never queue for the write lock of SQLite.
    if ((await candidate(session, table, only, 'look')) === undefined) return null;
    const claimed = await session.atomically(async (tx) => {
      const row = await candidate(tx, table, only, 'lock');
      return row === undefined ? null : take(tx, row);
    });
    if (claimed !== 'gave-up') return claimed;
  }
}

/** Begins the next attempt at a row that is locked. */
export async function beginLease(
  { db, dialect }: Session,
  table: Work,
  { no, attempt }: Pick<RowOf<Work>, 'no' | 'attempt'>,
  worker: string,
  leaseS: number,
): Promise<void> {
  await db
    .updateTable(table)
    .set((eb) => ({
      state: 'running',
      attempt: attempt + 1,
      worker,
      lease_until: dialect.nowPlusSeconds(leaseS),
      started_at: eb.fn.coalesce('started_at', dialect.now()),
    }))
    .where('no', '=', no)
    .execute();
}

async function candidate<Table extends Work>(
  session: Session,
  table: Table,
  only: string | undefined,
  mode: 'look' | 'lock',
): Promise<RowOf<Table> | undefined> {
  const { db, dialect } = session;
  const query = () => {
    let rows = db.selectFrom<Work>(table).selectAll().limit(1);
    if (only !== undefined) rows = rows.where('id', '=', only);
    return mode === 'lock' ? dialect.forUpdate(rows, 'skip-locked') : rows;
  };
  const abandoned = await query()
    .where('state', '=', 'running')
    .where('lease_until', '<', dialect.now())
    .orderBy('lease_until')
    .orderBy('no')
    .executeTakeFirst();
  // Of which of the two tables the row is, Kysely cannot tell.
  if (abandoned !== undefined) return abandoned as RowOf<Table>;
  // What is queued has no lease; sorting by it all the same keeps MySQL on the index of claims and off the primary key.
  return (await query()
    .where('state', '=', 'queued')
    .orderBy('lease_until')
    .orderBy('no')
    .executeTakeFirst()) as RowOf<Table> | undefined;
}
