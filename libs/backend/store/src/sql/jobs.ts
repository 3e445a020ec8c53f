import type { UpdateObject } from 'kysely';
import { columnTime } from '../column-time.ts';
import type { JobEnd, JobLease, JobProgress, JobStore, JobViewer, NewJob } from '../nouns/jobs.ts';
import type { Tables } from '../schema/tables.ts';
import type { Session } from '../session.ts';
import { claimJob } from './claim-job.ts';
import { among } from './conditions.ts';
import { findJob, isOwn, listJobs, statsOfJobs } from './job-list.ts';

const ended = ['succeeded', 'failed', 'cancelled'] as const;

export function jobsIn(session: Session): JobStore {
  return {
    enqueue: (job) => enqueue(session, job),
    claim: (worker, options) => claimJob(session, worker, options),
    renew: (lease, leaseS) => renew(session, lease, leaseS),
    advance: (lease, progress, leaseS) => advance(session, lease, progress, leaseS),
    finish: (lease, end, at) => finish(session, lease, end, at),
    release: (lease) =>
      held(session, lease, {
        lease_until: columnTime(new Date(0)),
        progress_attempt: lease.attempt,
      }),

    requestCancel: (id, viewer, at) => requestCancel(session, id, viewer, at),
    markSeen: (ids, viewer, at) => markSeen(session, ids, viewer, at),
    find: (id, viewer) => findJob(session, id, viewer),
    list: (query, viewer) => listJobs(session, query, viewer),
    stats: (filter, viewer) => statsOfJobs(session, filter, viewer),
  };
}

async function enqueue({ db }: Session, { owner, ...job }: NewJob): Promise<void> {
  await db
    .insertInto('job')
    .values({
      id: job.id,
      kind: job.kind,
      owner_issuer: owner.issuer,
      owner_subject: owner.subject,
      owner: JSON.stringify(owner),
      partner: owner.partner,
      label: job.label,
      state: 'queued',
      total: job.total,
      link: job.link ?? null,
      request: JSON.stringify(job.request),
      created_at: columnTime(job.at),
    })
    .execute();
}

async function renew(
  session: Session,
  lease: JobLease,
  leaseS: number,
): Promise<{ held: boolean; cancelRequested: boolean }> {
  const until = session.dialect.nowPlusSeconds(leaseS);
  if (!(await held(session, lease, { lease_until: until }))) {
    return { held: false, cancelRequested: false };
  }
  const row = await session.db
    .selectFrom('job')
    .select('cancel_requested')
    .where('no', '=', lease.jobNo)
    .executeTakeFirstOrThrow();
  return { held: true, cancelRequested: row.cancel_requested === 1 };
}

function advance(
  session: Session,
  lease: JobLease,
  { progress, total, checkpoint }: JobProgress,
  leaseS: number,
): Promise<boolean> {
  return held(session, lease, {
    lease_until: session.dialect.nowPlusSeconds(leaseS),
    progress,
    ...(total === undefined ? {} : { total }),
    ...(checkpoint === undefined
      ? {}
      : { checkpoint: JSON.stringify(checkpoint), progress_attempt: lease.attempt }),
  });
}

function finish(session: Session, lease: JobLease, end: JobEnd, at: Date): Promise<boolean> {
  const { state, result = null, problem = null, link } = end;
  return held(session, lease, {
    state,
    result: result === null ? null : JSON.stringify(result),
    problem: problem === null ? null : JSON.stringify(problem),
    finished_at: columnTime(at),
    lease_until: null,
    worker: null,
    ...(link === undefined ? {} : { link }),
  });
}

function requestCancel(
  session: Session,
  id: string,
  viewer: JobViewer,
  at: Date,
): Promise<boolean> {
  return session.atomically(async ({ db }) => {
    const theirs = () => {
      const job = db.updateTable('job').where('id', '=', id);
      return viewer.seesAll ? job : job.where(isOwn(viewer));
    };
    const waiting = await theirs()
      .set({ state: 'cancelled', cancel_requested: 1, finished_at: columnTime(at) })
      .where('state', '=', 'queued')
      .executeTakeFirstOrThrow();
    if (waiting.numUpdatedRows > 0n) return true;
    const running = await theirs()
      .set({ cancel_requested: 1 })
      .where('state', '=', 'running')
      .executeTakeFirstOrThrow();
    return running.numUpdatedRows > 0n;
  });
}

async function markSeen(
  { db, dialect }: Session,
  ids: readonly string[],
  viewer: JobViewer,
  at: Date,
): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('job')
    .set({ seen_at: columnTime(at) })
    .where(among(dialect, 'id', ids))
    .where(isOwn(viewer))
    .where('state', 'in', [...ended])
    .where('seen_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}

/** The fence, as with runs: attempt and worker are in every WHERE. */
async function held(
  { db }: Session,
  lease: JobLease,
  change: UpdateObject<Tables, 'job'>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('job')
    .set(change)
    .where('no', '=', lease.jobNo)
    .where('attempt', '=', lease.attempt)
    .where('worker', '=', lease.worker)
    .where('state', '=', 'running')
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}
