import type { RowProblem } from '@waybill/contracts';
import type { UpdateObject } from 'kysely';
import { columnTime } from '../column-time.ts';
import type { Lease, Progress, RunStore } from '../nouns/runs.ts';
import type { Tables } from '../schema/tables.ts';
import type { Session } from '../session.ts';
import { claimRun, resumeRun } from './claim-run.ts';
import { ofFeed } from './conditions.ts';
import { problemText } from './file-rows.ts';
import { requestCancel } from './cancel-run.ts';
import { attemptsOfRun, endAttempt } from './run-attempts.ts';
import { addEvents, eventPage } from './run-events.ts';
import { enqueue, enqueueFile } from './enqueue-run.ts';
import { endingOf, originalsOf } from './run-lineage.ts';
import { findRun, listRuns } from './run-list.ts';
import { rowOfRun, rowsOfRun } from './run-rows.ts';
import { markRepaired, repairEarlier } from './run-repairs.ts';
import { marked } from './run-stages.ts';
import { statsOfRuns } from './run-stats.ts';

export function runsIn(session: Session): RunStore {
  return {
    enqueue: (run) => enqueue(session, run),
    enqueueFile: (run) => session.atomically((tx) => enqueueFile(tx, run)),
    claim: (worker, options) => claimRun(session, worker, options),
    resume: (lease) => resumeRun(session, lease),
    renew: (lease, leaseS) => renew(session, lease, leaseS),
    advance: (lease, progress, leaseS) => advance(session, lease, progress, leaseS),
    pause: (lease, seconds) =>
      letGo(session, lease, 'interrupted', session.dialect.nowPlusSeconds(seconds)),
    release: (lease) => letGo(session, lease, 'stopped', columnTime(new Date(0))),
    markStages: (lease, marks) =>
      session.atomically(async (tx) => {
        const row = await tx.dialect
          .forUpdate(tx.db.selectFrom('run').select('stages').where('no', '=', lease.runNo))
          .where('attempt', '=', lease.attempt)
          .where('state', '=', 'running')
          .executeTakeFirst();
        if (row === undefined) return false;
        return changed(await held(tx, lease, { stages: marked(row.stages, marks) }));
      }),
    setRowsTotal: async (lease, rowsTotal) =>
      changed(await held(session, lease, { rows_total: rowsTotal })),
    finish: (lease, state, problem, at) => finish(session, lease, state, problem, at),
    repair: (runId) => repair(session, runId),
    repairEarlier: (runNo) => session.atomically((tx) => repairEarlier(tx, runNo)),
    requestCancel: (runId, wish) => session.atomically((tx) => requestCancel(tx, runId, wish)),
    ending: (runId) => endingOf(session, runId),
    originals: (runId) => originalsOf(session, runId),
    addEvents: (runNo, events) => session.atomically((tx) => addEvents(tx, runNo, events)),

    find: (id, tenant) => findRun(session, id, tenant),
    list: (query, tenant) => listRuns(session, query, tenant),
    events: (runId, page) => eventPage(session, runId, page),
    attempts: (runId) => attemptsOfRun(session, runId),
    rows: (runId, query) => rowsOfRun(session, runId, query),
    row: (runId, rowNo) => rowOfRun(session, runId, rowNo),
    recentRows: (feedId, limit) => recentRows(session, feedId, limit),
    stats: (query, tenant) => statsOfRuns(session, query, tenant),
  };
}

/** Ends the attempt but not the run; the lease decides when the next one may begin. */
async function letGo(
  session: Session,
  lease: Lease,
  ending: 'interrupted' | 'stopped',
  until: UpdateObject<Tables, 'run'>['lease_until'],
): Promise<boolean> {
  return session.atomically(async (tx) => {
    if (!changed(await held(tx, lease, { lease_until: until }))) return false;
    await endAttempt(tx, lease, ending, tx.dialect.now());
    return true;
  });
}

async function renew(
  session: Session,
  lease: Lease,
  leaseS: number,
): Promise<{ held: boolean; cancelRequested: boolean }> {
  const until = session.dialect.nowPlusSeconds(leaseS);
  if (!changed(await held(session, lease, { lease_until: until }))) {
    return { held: false, cancelRequested: false };
  }
  const row = await session.db
    .selectFrom('run')
    .select('cancel_requested')
    .where('no', '=', lease.runNo)
    .executeTakeFirstOrThrow();
  return { held: true, cancelRequested: row.cancel_requested === 1 };
}

async function advance(
  session: Session,
  lease: Lease,
  { rowNo, counts, pointsAccrued, pointsReversed }: Progress,
  leaseS: number,
): Promise<boolean> {
  const { dialect } = session;
  return changed(
    await held(session, lease, {
      lease_until: dialect.nowPlusSeconds(leaseS),
      duration_ms: dialect.millisecondsSince('started_at'),
      progress_row: rowNo,
      rows_read: counts.read,
      rows_posted: counts.posted,
      rows_unchanged: counts.unchanged,
      rows_duplicate: counts.duplicate,
      rows_conflict: counts.conflict,
      rows_rejected: counts.rejected,
      rows_skipped: counts.skipped,
      points_accrued: pointsAccrued,
      points_reversed: pointsReversed,
    }),
  );
}

async function finish(
  session: Session,
  lease: Lease,
  state: string,
  problem: RowProblem | null,
  at: Date,
): Promise<boolean> {
  return session.atomically(async (tx) => {
    const change = {
      state,
      problem: problemText(problem),
      finished_at: columnTime(at),
      lease_until: null,
      worker: null,
      duration_ms: tx.dialect.millisecondsSince('started_at'),
    };
    if (!changed(await held(tx, lease, change))) return false;
    await endAttempt(tx, lease, 'finished', columnTime(at));
    return true;
  });
}

async function recentRows({ db }: Session, feedId: string, limit: number): Promise<number[]> {
  const rows = await db
    .selectFrom('run')
    .select('rows_total')
    .where(ofFeed('run.feed_no', feedId))
    .where('kind', '=', 'file')
    .where('state', 'in', ['succeeded', 'partial', 'repaired'])
    .where('rows_total', '>', 0)
    .orderBy('queued_at', 'desc')
    .orderBy('no', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => row.rows_total ?? 0);
}

async function repair(session: Session, runId: string): Promise<boolean> {
  const run = await session.db
    .selectFrom('run')
    .select('no')
    .where('id', '=', runId)
    .executeTakeFirst();
  return run !== undefined && (await markRepaired(session, [run.no])).length > 0;
}

/** The fence: attempt and worker are in every WHERE, so a worker that lost its lease changes nothing. */
async function held(
  { db }: Session,
  lease: Lease,
  change: UpdateObject<Tables, 'run'>,
): Promise<bigint> {
  const { numUpdatedRows } = await db
    .updateTable('run')
    .set(change)
    .where('no', '=', lease.runNo)
    .where('attempt', '=', lease.attempt)
    .where('worker', '=', lease.worker)
    .where('state', '=', 'running')
    .executeTakeFirstOrThrow();
  return numUpdatedRows;
}

function changed(rows: bigint): boolean {
  return rows > 0n;
}
