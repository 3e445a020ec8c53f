import type { Page, RunEvent } from '@waybill/contracts';
import { columnTime, instant } from '../column-time.ts';
import type { RunStore } from '../nouns/runs.ts';
import { pageOf, paged, type ListOrder } from '../paging/keyset.ts';
import type { Session } from '../session.ts';

const inOrder: ListOrder = {
  list: 'run-events',
  columns: [{ column: 'run_event.seq', part: 'integer', direction: 'asc' }],
};

export async function eventPage(
  { db }: Session,
  runId: string,
  { level, attempt, ...page }: Parameters<RunStore['events']>[1],
): Promise<Page<RunEvent>> {
  let query = db
    .selectFrom('run_event')
    .innerJoin('run', 'run.no', 'run_event.run_no')
    .selectAll('run_event')
    .where('run.id', '=', runId);
  if (level !== undefined) query = query.where('run_event.level', 'in', [...level]);
  if (attempt !== undefined) query = query.where('run_event.attempt', '=', attempt);
  const rows = await paged(query, inOrder, page).execute();
  return pageOf(
    rows,
    page.limit,
    inOrder.list,
    ({ seq }) => [seq],
    (row) => ({
      seq: row.seq,
      at: instant(row.at),
      attempt: row.attempt,
      stage: row.stage as RunEvent['stage'],
      level: row.level as RunEvent['level'],
      code: row.code,
      message: row.message,
    }),
  );
}

export async function addEvents(
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
