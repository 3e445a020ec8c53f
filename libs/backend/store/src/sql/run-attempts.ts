import type { AttemptEnding, Run, RunAttempt, StageName } from '@waybill/contracts';
import type { RawBuilder, Selectable } from 'kysely';
import { columnTime, instant, instantOrNull } from '../column-time.ts';
import type { RunAttemptTable, RunTable } from '../schema/tables.ts';
import type { Session } from '../session.ts';
import { stagesOf } from './run-stages.ts';

type Stage = Run['stages'][number];
type OwnStage = RunAttempt['stages'][number];

/** These come before any worker has the run. */
const before: readonly StageName[] = ['receive', 'recognise'];

export async function beginAttempt(
  { db, dialect }: Session,
  { no, attempt, rows_read: rowsBefore }: Selectable<RunTable>,
): Promise<void> {
  const started_at = dialect.now();
  await db
    .insertInto('run_attempt')
    .values({ run_no: no, attempt: attempt + 1, started_at, rows_before: rowsBefore })
    .execute();
}

/** Ends an attempt that is going on, with the run's stages as they are; one that has ended stays as it is. */
export async function endAttempt(
  { db }: Session,
  { runNo, attempt }: { runNo: number; attempt: number },
  ending: AttemptEnding,
  at: string | RawBuilder<string>,
): Promise<void> {
  const { stages } = await db
    .selectFrom('run')
    .select('stages')
    .where('no', '=', runNo)
    .executeTakeFirstOrThrow();
  await db
    .updateTable('run_attempt')
    .set({ ending, ended_at: at, stages })
    .where('run_no', '=', runNo)
    .where('attempt', '=', attempt)
    .where('ended_at', 'is', null)
    .execute();
}

/** The attempt whose lease ran out; its last sign of life was one lease before that, or its beginning. */
export async function loseAttempt(
  session: Session,
  { no, attempt, lease_until: until }: Selectable<RunTable>,
  leaseS: number,
): Promise<void> {
  const begun = await session.db
    .selectFrom('run_attempt')
    .select('started_at')
    .where('run_no', '=', no)
    .where('attempt', '=', attempt)
    .executeTakeFirst();
  if (begun === undefined || until === null) return;
  const lastSign = columnTime(new Date(Date.parse(instant(until)) - leaseS * 1000));
  const at = lastSign > begun.started_at ? lastSign : begun.started_at;
  await endAttempt(session, { runNo: no, attempt }, 'lost', at);
}

export async function attemptsOfRun({ db }: Session, runId: string): Promise<RunAttempt[]> {
  const run = await db.selectFrom('run').selectAll().where('id', '=', runId).executeTakeFirst();
  if (run === undefined) return [];
  const kept = await db
    .selectFrom('run_attempt')
    .selectAll()
    .where('run_no', '=', run.no)
    .orderBy('attempt')
    .execute();
  const rows = kept.length > 0 ? kept : attemptFromBefore(run);
  return rows.map((row, index) => {
    const [earlier, later] = [rows[index - 1], rows[index + 1]];
    const rowsAfter = later?.rows_before ?? run.rows_read;
    const stages = ownStages(
      stagesOf(earlier?.stages ?? '[]'),
      stagesOf(row.stages ?? run.stages),
      row.ending,
    );
    return {
      attempt: row.attempt,
      startedAt: instant(row.started_at),
      endedAt: instantOrNull(row.ended_at),
      ending: row.ending as AttemptEnding | null,
      rowsBefore: row.rows_before,
      rowsSettled: rowsAfter - row.rows_before,
      lastStage: stages.at(-1)?.name ?? null,
      stages,
    };
  });
}

/** What an attempt did itself is what differs from how the attempt before it left the run. */
function ownStages(
  earlier: readonly Stage[],
  now: readonly Stage[],
  ending: string | null,
): OwnStage[] {
  return now.flatMap((stage, index): OwnStage[] => {
    const was = earlier[index];
    const isOwn = JSON.stringify(stage) !== JSON.stringify(was);
    const { name, startedAt, finishedAt, state } = stage;
    if (!isOwn || startedAt === null || state === 'waiting' || before.includes(name)) return [];
    const busyMs = (stage.busyMs ?? 0) - (was?.busyMs ?? 0);
    const isCut = state === 'running' && ending !== null;
    return [
      {
        name,
        state: isCut ? 'cut-off' : state,
        startedAt,
        finishedAt: finishedAt === was?.finishedAt ? null : finishedAt,
        busyMs,
      },
    ];
  });
}

function attemptFromBefore(run: Selectable<RunTable>): Selectable<RunAttemptTable>[] {
  if (run.started_at === null) return [];
  return [
    {
      run_no: run.no,
      attempt: run.attempt,
      started_at: run.started_at,
      ended_at: run.finished_at,
      ending: run.finished_at === null ? null : 'finished',
      rows_before: 0,
      stages: null,
    },
  ];
}
