import { jobStates, type Caller, type Job, type JobStats, type Page } from '@waybill/contracts';
import { actorOf } from '@waybill/kit';
import { sql, type RawBuilder, type Selectable } from 'kysely';
import { instant, instantOrNull } from '../column-time.ts';
import type { JobFilter, JobStore, JobViewer } from '../nouns/jobs.ts';
import { pageOf, paged, type ListOrder } from '../paging/keyset.ts';
import type { JobTable } from '../schema/tables.ts';
import type { Session } from '../session.ts';

type Sort = Parameters<JobStore['list']>[0]['sort'];

const orders: Readonly<Record<Sort, ListOrder>> = {
  newest: { list: 'jobs:newest', columns: byCreation('desc') },
  oldest: { list: 'jobs:oldest', columns: byCreation('asc') },
};

function byCreation(direction: 'asc' | 'desc'): ListOrder['columns'] {
  return [
    { column: 'job.created_at', part: 'time', direction },
    { column: 'job.no', part: 'integer', direction },
  ];
}

/** A partner's client is bound to its partner besides being itself. */
export function isOwn({ issuer, subject, partner }: JobViewer): RawBuilder<boolean> {
  const scope = partner === null ? sql`job.partner is null` : sql`job.partner = ${partner}`;
  return sql<boolean>`(job.owner_issuer = ${issuer} and job.owner_subject = ${subject} and ${scope})`;
}

export async function findJob({ db }: Session, id: string, viewer: JobViewer): Promise<Job | null> {
  let query = db.selectFrom('job').selectAll('job').where('job.id', '=', id);
  if (!viewer.seesAll) query = query.where(isOwn(viewer));
  const row = await query.executeTakeFirst();
  return row === undefined ? null : jobOf(row);
}

export async function listJobs(
  session: Session,
  { state, sort, cursor, limit, ...filter }: Parameters<JobStore['list']>[0],
  viewer: JobViewer,
): Promise<Page<Job>> {
  const order = orders[sort];
  let query = shownJobs(session, filter, viewer).selectAll('job');
  if (state !== undefined) query = query.where('job.state', 'in', [...state]);
  const rows = await paged(query, order, { cursor, limit }).execute();
  return pageOf(rows, limit, order.list, (row) => [row.created_at, row.no], jobOf);
}

export async function statsOfJobs(
  session: Session,
  filter: JobFilter,
  viewer: JobViewer,
): Promise<JobStats> {
  const counted = await shownJobs(session, filter, viewer)
    .select((eb) => ['job.state', eb.fn.countAll().as('jobs')])
    .groupBy('job.state')
    .execute();
  const { unseen } = await session.db
    .selectFrom('job')
    .select((eb) => eb.fn.countAll().as('unseen'))
    .where(isOwn(viewer))
    .where('job.finished_at', 'is not', null)
    .where('job.seen_at', 'is', null)
    .executeTakeFirstOrThrow();
  const found = new Map(counted.map(({ state, jobs }) => [state, Number(jobs)]));
  const states = Object.fromEntries(jobStates.map((state) => [state, found.get(state) ?? 0]));
  return {
    states: states as JobStats['states'],
    total: [...found.values()].reduce((sum, jobs) => sum + jobs, 0),
    unseen: Number(unseen),
  };
}

function shownJobs({ db }: Session, { owner, kind }: JobFilter, viewer: JobViewer) {
  let rows = db.selectFrom('job');
  if (owner === 'me' || !viewer.seesAll) rows = rows.where(isOwn(viewer));
  if (kind !== undefined) rows = rows.where('job.kind', 'in', [...kind]);
  return rows;
}

function jobOf(row: Selectable<JobTable>): Job {
  return {
    id: row.id,
    kind: row.kind as Job['kind'],
    label: row.label,
    state: row.state as Job['state'],
    attempt: row.attempt,
    requestedBy: actorOf(JSON.parse(row.owner) as Caller),
    partner: row.partner,
    progress: row.progress,
    total: row.total,
    link: row.link,
    request: JSON.parse(row.request) as Job['request'],
    result: row.result === null ? null : (JSON.parse(row.result) as Job['result']),
    problem: row.problem === null ? null : (JSON.parse(row.problem) as Job['problem']),
    cancelRequested: row.cancel_requested === 1,
    seen: row.seen_at !== null,
    createdAt: instant(row.created_at),
    startedAt: instantOrNull(row.started_at),
    finishedAt: instantOrNull(row.finished_at),
  };
}
