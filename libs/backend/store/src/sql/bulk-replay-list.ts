import type { BulkReplay, Page } from '@waybill/contracts';
import { instant, instantOrNull } from '../column-time.ts';
import type { BulkReplayStore } from '../nouns/bulk-replays.ts';
import { pageOf, paged, type ListOrder } from '../paging/keyset.ts';
import type { Session } from '../session.ts';
import { bulkProblemOf } from './bulk-replay-runs.ts';
import { runsByState, totalEffects } from './bulk-replay-totals.ts';

type Row = Awaited<ReturnType<ReturnType<typeof bulkRows>['execute']>>[number];

const orders: Readonly<Record<'newest' | 'oldest', ListOrder>> = {
  newest: {
    list: 'bulk-replays:newest',
    columns: [{ column: 'bulk_replay.no', part: 'integer', direction: 'desc' }],
  },
  oldest: {
    list: 'bulk-replays:oldest',
    columns: [{ column: 'bulk_replay.no', part: 'integer', direction: 'asc' }],
  },
};

export async function findBulkReplay(session: Session, id: string): Promise<BulkReplay | null> {
  const row = await bulkRows(session).where('bulk_replay.id', '=', id).executeTakeFirst();
  return row === undefined ? null : bulkReplayOf(session, row);
}

export async function listBulkReplays(
  session: Session,
  { sort, ...page }: Parameters<BulkReplayStore['list']>[0],
): Promise<Page<BulkReplay>> {
  const order = orders[sort];
  const rows = await paged(bulkRows(session), order, page).execute();
  const { items, next } = pageOf(
    rows,
    page.limit,
    order.list,
    ({ no }) => [no],
    (row) => row,
  );
  return { items: await Promise.all(items.map((row) => bulkReplayOf(session, row))), next };
}

function bulkRows({ db }: Session) {
  return db
    .selectFrom('bulk_replay')
    .innerJoin('bulk_replay_plan', 'bulk_replay_plan.no', 'bulk_replay.plan_no')
    .leftJoin('job', 'job.id', 'bulk_replay.job_id')
    .selectAll('bulk_replay')
    .select(['bulk_replay_plan.id as plan_id', 'job.state as job_state']);
}

async function bulkReplayOf(session: Session, row: Row): Promise<BulkReplay> {
  const { runs, total } = await runsByState(session, row.plan_no);
  return {
    id: row.id,
    plan: row.plan_id,
    ...standingOf(row),
    afterCanary: row.after_canary as BulkReplay['afterCanary'],
    limits: { rejectedPercent: row.rejected_percent_max, points: row.points_max },
    runs,
    total,
    actual: await totalEffects(session, row.plan_no, 'actual'),
    job: row.job_id,
    reason: row.reason,
    requestedBy: row.requested_by,
    createdAt: instant(row.created_at),
    finishedAt: instantOrNull(row.finished_at),
  };
}

/** One whose job ended before it did goes on no more: its job was cancelled by hand, or failed too often. */
function standingOf(row: Row): Pick<BulkReplay, 'state' | 'problem'> {
  const state = row.state as BulkReplay['state'];
  if (state === 'canary' || state === 'running') {
    if (row.job_state === 'cancelled') return { state: 'cancelled', problem: null };
    if (row.job_state === 'failed') return { state: 'stopped', problem: jobEnded };
  }
  return { state, problem: bulkProblemOf(row.problem) };
}

const jobEnded = {
  code: 'job-ended',
  message: 'The job that carried it out failed too often; what was replayed stays so.',
} as const;
