import type { ResolvedHeader } from '@waybill/tabular';
import type { Selectable, UpdateObject } from 'kysely';
import type { BusyMs, PartLease, RunPart, RunPartStore } from '../nouns/run-parts.ts';
import type { Lease, Progress } from '../nouns/runs.ts';
import type { RunPartTable } from '../schema/row-tables.ts';
import type { Tables } from '../schema/tables.ts';
import type { Session } from '../session.ts';
import { countsOf } from './run-list.ts';
import { partsShown, partsTally } from './run-parts-shown.ts';

export function runPartsIn(session: Session): RunPartStore {
  return {
    divide: (lease, division, parts) =>
      session.atomically((tx) => divide(tx, lease, division, parts)),
    division: async (runNo) => {
      const row = await session.db
        .selectFrom('run_division')
        .selectAll()
        .where('run_no', '=', runNo)
        .executeTakeFirst();
      if (row === undefined) return null;
      const { digests, crossing } = row;
      return { header: JSON.parse(row.header) as ResolvedHeader | null, digests, crossing };
    },
    list: async (runNo) => {
      const rows = await session.db
        .selectFrom('run_part')
        .selectAll()
        .where('run_no', '=', runNo)
        .orderBy('part_no')
        .execute();
      return rows.map(partOf);
    },
    ofRun: (runId) => partsShown(session, runId),
    tally: (runId) => partsTally(session, runId),
    takeOver: async ({ runNo, attempt }) => {
      await session.db
        .updateTable('run_part')
        .set(({ eb, ref }) => ({
          run_attempt: attempt,
          state: eb.case().when('state', '=', 'running').then('waiting').else(ref('state')).end(),
        }))
        .where('run_no', '=', runNo)
        .where('run_attempt', '<', attempt)
        .execute();
    },
    claim: (run, partNo) => session.atomically((tx) => claim(tx, run, partNo)),
    renew: (part, run, leaseS) => renew(session, part, run, leaseS),
    advance: (lease, progress, busyMs) =>
      held(session, lease, { ...columnsOf(progress), busy: JSON.stringify(busyMs) }),
    finish: (lease, busyMs) =>
      held(session, lease, { state: 'done', busy: JSON.stringify(busyMs) }),
  };
}

async function divide(
  { db, dialect }: Session,
  lease: Lease,
  { header, digests, crossing }: Parameters<RunPartStore['divide']>[1],
  parts: Parameters<RunPartStore['divide']>[2],
): Promise<boolean> {
  const isHeld = await dialect
    .forUpdate(db.selectFrom('run').select('no').where('no', '=', lease.runNo))
    .where('attempt', '=', lease.attempt)
    .where('worker', '=', lease.worker)
    .where('state', '=', 'running')
    .executeTakeFirst();
  const divided = await db
    .selectFrom('run_division')
    .select('run_no')
    .where('run_no', '=', lease.runNo)
    .executeTakeFirst();
  if (isHeld === undefined || divided !== undefined) return false;
  await db
    .insertInto('run_division')
    .values({ run_no: lease.runNo, header: JSON.stringify(header), digests, crossing })
    .execute();
  const rows = parts.map(({ partNo, from, to, firstRow, firstLine }) => ({
    run_no: lease.runNo,
    part_no: partNo,
    start_byte: from,
    end_byte: to,
    first_row: firstRow,
    first_line: firstLine,
    state: 'waiting',
    run_attempt: lease.attempt,
    busy: '{}',
  }));
  const most = 500;
  for (let at = 0; at < rows.length; at += most)
    await db
      .insertInto('run_part')
      .values(rows.slice(at, at + most))
      .execute();
  return true;
}

async function claim(
  { db, dialect }: Session,
  run: Lease,
  partNo: number,
): ReturnType<RunPartStore['claim']> {
  const isCurrent = await db
    .selectFrom('run')
    .select('no')
    .where('no', '=', run.runNo)
    .where('attempt', '=', run.attempt)
    .where('state', '=', 'running')
    .executeTakeFirst();
  const row = await dialect
    .forUpdate(db.selectFrom('run_part').selectAll().where('run_no', '=', run.runNo))
    .where('part_no', '=', partNo)
    .where('run_attempt', '=', run.attempt)
    .executeTakeFirst();
  if (isCurrent === undefined || row === undefined) return 'superseded';
  if (row.state === 'done') return 'done';
  const attempt = row.attempt + 1;
  await db
    .updateTable('run_part')
    .set({ state: 'running', attempt })
    .where('run_no', '=', run.runNo)
    .where('part_no', '=', partNo)
    .execute();
  return {
    lease: { ...run, partNo, attempt, runAttempt: run.attempt },
    part: partOf({ ...row, state: 'running', attempt }),
  };
}

async function renew(
  session: Session,
  part: PartLease,
  run: Lease,
  leaseS: number,
): ReturnType<RunPartStore['renew']> {
  const { db, dialect } = session;
  const isLost = { held: false, cancelRequested: false };
  const own = await ofPart(session, part).select('run_no').executeTakeFirst();
  if (own === undefined) return isLost;
  const { numUpdatedRows } = await db
    .updateTable('run')
    .set({
      lease_until: dialect.nowPlusSeconds(leaseS),
      duration_ms: dialect.millisecondsSince('started_at'),
      ...(await sums(session, run.runNo)),
    })
    .where('no', '=', run.runNo)
    .where('attempt', '=', run.attempt)
    .where('worker', '=', run.worker)
    .where('state', '=', 'running')
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) return isLost;
  const { cancel_requested } = await db
    .selectFrom('run')
    .select('cancel_requested')
    .where('no', '=', run.runNo)
    .executeTakeFirstOrThrow();
  return { held: true, cancelRequested: cancel_requested === 1 };
}

const summed = [
  'rows_read',
  'rows_posted',
  'rows_unchanged',
  'rows_duplicate',
  'rows_conflict',
  'rows_rejected',
  'rows_skipped',
  'points_accrued',
  'points_reversed',
] as const;

async function sums({ db }: Session, runNo: number) {
  const row = await db
    .selectFrom('run_part')
    .select(({ fn }) => summed.map((column) => fn.sum<number>(column).as(column)))
    .where('run_no', '=', runNo)
    .executeTakeFirstOrThrow();
  return Object.fromEntries(summed.map((column) => [column, Number(row[column])])) as Record<
    (typeof summed)[number],
    number
  >;
}

function ofPart({ db }: Session, { runNo, partNo, attempt, runAttempt }: PartLease) {
  return db
    .selectFrom('run_part')
    .where('run_no', '=', runNo)
    .where('part_no', '=', partNo)
    .where('attempt', '=', attempt)
    .where('run_attempt', '=', runAttempt)
    .where('state', '=', 'running');
}

/** The fence: both attempts are in every WHERE. */
async function held(
  { db }: Session,
  { runNo, partNo, attempt, runAttempt }: PartLease,
  change: UpdateObject<Tables, 'run_part'>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('run_part')
    .set(change)
    .where('run_no', '=', runNo)
    .where('part_no', '=', partNo)
    .where('attempt', '=', attempt)
    .where('run_attempt', '=', runAttempt)
    .where('state', '=', 'running')
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

function columnsOf({ rowNo, counts, pointsAccrued, pointsReversed }: Progress) {
  return {
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
  };
}

function partOf(row: Selectable<RunPartTable>): RunPart {
  return {
    partNo: row.part_no,
    from: row.start_byte,
    to: row.end_byte,
    firstRow: row.first_row,
    firstLine: row.first_line,
    state: row.state as RunPart['state'],
    attempt: row.attempt,
    progress: {
      rowNo: row.progress_row,
      counts: countsOf(row),
      pointsAccrued: row.points_accrued,
      pointsReversed: row.points_reversed,
    },
    busyMs: JSON.parse(row.busy) as BusyMs,
  };
}
