import type { Caller, JobKindName, JobProblem } from '@waybill/contracts';
import type { Selectable } from 'kysely';
import type { ClaimedJob, JobStore } from '../nouns/jobs.ts';
import type { JobTable } from '../schema/tables.ts';
import type { Session } from '../session.ts';

type Options = Parameters<JobStore['claim']>[1];

/** Takes a job whose worker is gone, else the oldest queued one; ends those that used up their attempts on the way. */
export async function claimJob(
  session: Session,
  worker: string,
  options: Options,
): Promise<ClaimedJob | null> {
  for (;;) {
    // Looked at first without a lock, as with runs.
    if ((await candidate(session, options, 'look')) === undefined) return null;
    const claimed = await session.atomically((tx) => claimOne(tx, worker, options));
    if (claimed !== 'gave-up') return claimed;
  }
}

async function claimOne(
  tx: Session,
  worker: string,
  options: Options,
): Promise<ClaimedJob | null | 'gave-up'> {
  const job = await candidate(tx, options, 'lock');
  if (job === undefined) return null;
  if (job.attempt - job.progress_attempt >= options.attemptsMax) {
    await giveUp(tx, job);
    return 'gave-up';
  }
  const { now, nowPlusSeconds } = tx.dialect;
  await tx.db
    .updateTable('job')
    .set((eb) => ({
      state: 'running',
      attempt: job.attempt + 1,
      worker,
      lease_until: nowPlusSeconds(options.leaseS),
      started_at: eb.fn.coalesce('started_at', now()),
    }))
    .where('no', '=', job.no)
    .execute();
  return claimedJob(job, worker);
}

async function candidate(
  session: Session,
  { only }: Options,
  mode: 'look' | 'lock',
): Promise<Selectable<JobTable> | undefined> {
  const { db, dialect } = session;
  const query = () => {
    let rows = db.selectFrom('job').selectAll('job').limit(1);
    if (only !== undefined) rows = rows.where('id', '=', only);
    return mode === 'lock' ? dialect.forUpdate(rows, 'skip-locked') : rows;
  };
  const abandoned = await query()
    .where('state', '=', 'running')
    .where('lease_until', '<', dialect.now())
    .orderBy('lease_until')
    .orderBy('no')
    .executeTakeFirst();
  if (abandoned !== undefined) return abandoned;
  return query()
    .where('state', '=', 'queued')
    .orderBy('lease_until')
    .orderBy('no')
    .executeTakeFirst();
}

/** A job that took down every worker that tried it. */
async function giveUp({ db, dialect }: Session, job: Selectable<JobTable>): Promise<void> {
  const attempts = String(job.attempt - job.progress_attempt);
  const problem: JobProblem = {
    code: 'SYSTEM-002',
    message: `Given up after ${attempts} attempts; each time the work stopped before it came further.`,
  };
  await db
    .updateTable('job')
    .set({
      state: 'failed',
      problem: JSON.stringify(problem),
      worker: null,
      lease_until: null,
      finished_at: dialect.now(),
    })
    .where('no', '=', job.no)
    .execute();
}

function claimedJob(job: Selectable<JobTable>, worker: string): ClaimedJob {
  return {
    lease: { jobId: job.id, jobNo: job.no, attempt: job.attempt + 1, worker },
    kind: job.kind as JobKindName,
    owner: JSON.parse(job.owner) as Caller,
    label: job.label,
    request: JSON.parse(job.request) as ClaimedJob['request'],
    progress: job.progress,
    total: job.total,
    checkpoint: job.checkpoint === null ? null : (JSON.parse(job.checkpoint) as unknown),
    cancelRequested: job.cancel_requested === 1,
  };
}
