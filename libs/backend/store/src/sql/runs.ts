import type { RowProblem, RunEvent } from '@waybill/contracts';
import type { UpdateObject } from 'kysely';
import { columnTime } from '../column-time.ts';
import type { Lease, Progress, RunStore } from '../nouns/runs.ts';
import type { Tables } from '../schema/tables.ts';
import type { Session } from '../session.ts';
import { claimRun } from './claim-run.ts';
import { problemText } from './files.ts';
import { eventPage } from './run-events.ts';
import { findRun, listRuns } from './run-list.ts';
import { rowsOfRun } from './run-rows.ts';
import { marked } from './run-stages.ts';
import { statsOfRuns } from './run-stats.ts';

export function runsIn(session: Session): RunStore {
  return {
    enqueue: (run) => enqueue(session, run),
    claim: (worker, options) => claimRun(session, worker, options),
    renew: (lease, leaseS) => renew(session, lease, leaseS),
    advance: (lease, progress, leaseS) => advance(session, lease, progress, leaseS),
    release: async (lease) =>
      changed(await held(session, lease, { lease_until: columnTime(new Date(0)) })),
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
    requestCancel: async (runId) => {
      const { numUpdatedRows } = await session.db
        .updateTable('run')
        .set({ cancel_requested: 1 })
        .where('id', '=', runId)
        .where('state', 'in', ['queued', 'running'])
        .executeTakeFirstOrThrow();
      return numUpdatedRows > 0n;
    },
    addEvents: (runNo, events) => session.atomically((tx) => addEvents(tx, runNo, events)),

    find: (id, tenant) => findRun(session, id, tenant),
    list: (query, tenant) => listRuns(session, query, tenant),
    events: (runId, page) => eventPage(session, runId, page),
    rows: (runId, query) => rowsOfRun(session, runId, query),
    stats: (query, tenant) => statsOfRuns(session, query, tenant),
  };
}

async function enqueue({ db }: Session, run: Parameters<RunStore['enqueue']>[0]): Promise<void> {
  const { no: fileNo } = await db
    .selectFrom('inbound_file')
    .select('no')
    .where('id', '=', run.fileId)
    .executeTakeFirstOrThrow();
  const feed = await db
    .selectFrom('feed')
    .select(['no', 'partner_no'])
    .where('id', '=', run.feedId)
    .executeTakeFirstOrThrow();
  const original =
    run.originalRunId === null
      ? null
      : await db
          .selectFrom('run')
          .select('no')
          .where('id', '=', run.originalRunId)
          .executeTakeFirstOrThrow();
  await db
    .insertInto('run')
    .values({
      id: run.id,
      kind: run.kind,
      file_no: fileNo,
      feed_no: feed.no,
      partner_no: feed.partner_no,
      bundle_id: run.bundleId,
      rows_scope: run.rows,
      original_run_no: original?.no ?? null,
      state: 'queued',
      stages: '[]',
      queued_at: columnTime(run.at),
    })
    .execute();
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
  return changed(
    await held(session, lease, {
      state,
      problem: problemText(problem),
      finished_at: columnTime(at),
      lease_until: null,
      worker: null,
      duration_ms: session.dialect.millisecondsSince('started_at'),
    }),
  );
}

/** A run is repaired when nothing of it is open any more. */
async function repair({ db }: Session, runId: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('run')
    .set({ state: 'repaired' })
    .where('id', '=', runId)
    .where('state', '=', 'partial')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('row_error')
            .select('row_error.row_no')
            .whereRef('row_error.run_no', '=', 'run.no')
            .where('row_error.state', 'in', ['open', 'corrected']),
        ),
      ),
    )
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

async function addEvents(
  { db }: Session,
  runNo: number,
  events: readonly Omit<RunEvent, 'seq'>[],
): Promise<void> {
  if (events.length === 0) return;
  // Raising the counter locks the run, so that two writers cannot take the same numbers.
  await db
    .updateTable('run')
    .set((eb) => ({ events: eb('events', '+', events.length) }))
    .where('no', '=', runNo)
    .execute();
  const { events: last } = await db
    .selectFrom('run')
    .select('events')
    .where('no', '=', runNo)
    .executeTakeFirstOrThrow();
  const rows = events.map((event, index) => ({
    run_no: runNo,
    seq: last - events.length + index + 1,
    at: columnTime(new Date(event.at)),
    attempt: event.attempt,
    stage: event.stage,
    level: event.level,
    code: event.code,
    message: event.message,
  }));
  await db.insertInto('run_event').values(rows).execute();
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
