import type { Page, RunEvent } from '@waybill/contracts';
import { instant } from '../column-time.ts';
import { pageOf, paged, type ListOrder } from '../paging/keyset.ts';
import type { Session } from '../session.ts';

const inOrder: ListOrder = {
  list: 'run-events',
  columns: [{ column: 'run_event.seq', part: 'integer', direction: 'asc' }],
};

export async function eventPage(
  { db }: Session,
  runId: string,
  page: { cursor?: string | undefined; limit: number },
): Promise<Page<RunEvent>> {
  const query = db
    .selectFrom('run_event')
    .innerJoin('run', 'run.no', 'run_event.run_no')
    .selectAll('run_event')
    .where('run.id', '=', runId);
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
