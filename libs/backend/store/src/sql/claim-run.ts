import type { RowProblem } from '@waybill/contracts';
import type { Selectable } from 'kysely';
import type { ClaimedRun, RunKind, RunStore } from '../nouns/runs.ts';
import type { RunTable } from '../schema/tables.ts';
import type { Session } from '../session.ts';
import { problemText } from './file-rows.ts';
import { beginAttempt, loseAttempt } from './run-attempts.ts';
import { countsOf } from './run-list.ts';
import { stagesDone } from './run-stages.ts';

type Options = Parameters<RunStore['claim']>[1];

/** Takes a run whose worker is gone, else the oldest queued one; ends those that used up their attempts on the way. */
export async function claimRun(
  session: Session,
  worker: string,
  options: Options,
): Promise<ClaimedRun | null> {
  for (;;) {
    // Looked at first without a lock, so that idle workers never queue for the write lock of SQLite.
    if ((await candidate(session, options, 'look')) === undefined) return null;
    const claimed = await session.atomically((tx) => claimOne(tx, worker, options));
    if (claimed !== 'gave-up') return claimed;
  }
}

async function claimOne(
  tx: Session,
  worker: string,
  options: Options,
): Promise<ClaimedRun | null | 'gave-up'> {
  const run = await candidate(tx, options, 'lock');
  if (run === undefined) return null;
  if (run.attempt >= options.attemptsMax) {
    await loseAttempt(tx, run, options.leaseS);
    await giveUp(tx, run);
    return 'gave-up';
  }
  const { now, nowPlusSeconds } = tx.dialect;
  if (run.attempt > 0) await loseAttempt(tx, run, options.leaseS);
  await tx.db
    .updateTable('run')
    .set((eb) => ({
      state: 'running',
      attempt: run.attempt + 1,
      worker,
      lease_until: nowPlusSeconds(options.leaseS),
      started_at: eb.fn.coalesce('started_at', now()),
    }))
    .where('no', '=', run.no)
    .execute();
  await beginAttempt(tx, run);
  return claimedRun(tx, run, worker);
}

async function candidate(
  session: Session,
  { only }: Options,
  mode: 'look' | 'lock',
): Promise<Selectable<RunTable> | undefined> {
  const { db, dialect } = session;
  const query = () => {
    let rows = db.selectFrom('run').selectAll('run').limit(1);
    if (only !== undefined) rows = rows.where('id', '=', only);
    return mode === 'lock' ? dialect.forUpdate(rows, 'skip-locked') : rows;
  };
  const abandoned = await query()
    .where('state', '=', 'running')
    .where('lease_until', '<', dialect.now())
    .orderBy('lease_until')
    .orderBy('no')
    .executeTakeFirst();
  if (abandoned !== undefined) return abandoned;
  // A queued run has no lease; sorting by it all the same keeps MySQL on the index of claims and off the primary key.
  return query()
    .where('state', '=', 'queued')
    .orderBy('lease_until')
    .orderBy('no')
    .executeTakeFirst();
}

/** A run that took down every worker that tried it. Its file goes to people, with a reason. */
async function giveUp({ db, dialect }: Session, run: Selectable<RunTable>): Promise<void> {
  const problem: RowProblem = {
    code: 'SYSTEM-002',
    name: 'ATTEMPTS',
    scope: 'file',
    message: `Given up after ${String(run.attempt)} attempts; each time the worker stopped before it was done.`,
    expected: 'a worker that finishes the file',
  };
  const text = problemText(problem);
  await db
    .updateTable('run')
    .set({
      state: 'failed',
      problem: text,
      worker: null,
      lease_until: null,
      finished_at: dialect.now(),
      duration_ms: dialect.millisecondsSince('started_at'),
    })
    .where('no', '=', run.no)
    .execute();
  if (run.kind !== 'file') return;
  await db
    .updateTable('inbound_file')
    .set({ state: 'quarantined', problem: text })
    .where('no', '=', run.file_no)
    .where('state', 'in', ['assigned', 'processing'])
    .execute();
}

async function claimedRun(
  { db }: Session,
  run: Selectable<RunTable>,
  worker: string,
): Promise<ClaimedRun> {
  const names = await db
    .selectFrom('run')
    .innerJoin('feed', 'feed.no', 'run.feed_no')
    .innerJoin('inbound_file', 'inbound_file.no', 'run.file_no')
    .leftJoin('run as original', 'original.no', 'run.original_run_no')
    .select(['feed.id as feed', 'inbound_file.id as file', 'original.id as original'])
    .where('run.no', '=', run.no)
    .executeTakeFirstOrThrow();
  return {
    lease: { runId: run.id, runNo: run.no, attempt: run.attempt + 1, worker },
    kind: run.kind as RunKind,
    fileId: names.file,
    feedId: names.feed,
    bundleId: run.bundle_id,
    rows: run.rows_scope as ClaimedRun['rows'],
    originalRunId: names.original,
    originalRunNo: run.original_run_no,
    guardsWaived: run.guards_waived === 1,
    progress: {
      rowNo: run.progress_row,
      counts: countsOf(run),
      pointsAccrued: run.points_accrued,
      pointsReversed: run.points_reversed,
    },
    rowsTotal: run.rows_total,
    stagesDone: stagesDone(run.stages),
    cancelRequested: run.cancel_requested === 1,
  };
}
