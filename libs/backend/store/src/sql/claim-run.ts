import type { RowProblem } from '@waybill/contracts';
import type { Selectable } from 'kysely';
import type { ClaimedRun, Lease, RunKind } from '../nouns/runs.ts';
import type { RunTable } from '../schema/tables.ts';
import type { Session } from '../session.ts';
import { beginLease, claimNext, type ClaimOptions } from './claim-next.ts';
import { problemText } from './file-rows.ts';
import { beginAttempt, loseAttempt } from './run-attempts.ts';
import { countsOf } from './run-list.ts';
import { stagesDone } from './run-stages.ts';

/** Takes a run whose worker is gone, else the oldest queued one; ends those that used up their attempts on the way. */
export function claimRun(
  session: Session,
  worker: string,
  options: ClaimOptions,
): Promise<ClaimedRun | null> {
  return claimNext(session, 'run', options, async (tx, run) => {
    if (run.attempt > 0) await loseAttempt(tx, run, options.leaseS);
    if (run.attempt >= options.attemptsMax) {
      await giveUp(tx, run);
      return 'gave-up';
    }
    await beginLease(tx, 'run', run, worker, options.leaseS);
    await beginAttempt(tx, run);
    const { id: runId, no: runNo, attempt } = run;
    return claimedRun(tx, run, { runId, runNo, attempt: attempt + 1, worker });
  });
}

export async function resumeRun(session: Session, lease: Lease): Promise<ClaimedRun | null> {
  const run = await session.db
    .selectFrom('run')
    .selectAll()
    .where('no', '=', lease.runNo)
    .where('attempt', '=', lease.attempt)
    .where('worker', '=', lease.worker)
    .where('state', '=', 'running')
    .executeTakeFirst();
  return run === undefined ? null : claimedRun(session, run, lease);
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
    .updateTable('trial_run')
    .set({ state: 'left-out', because: problem.message, ended_at: dialect.now() })
    .where('run_no', '=', run.no)
    .where('state', '=', 'waiting')
    .execute();
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
  lease: Lease,
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
    lease,
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
