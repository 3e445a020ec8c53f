import type { Caller, JobKindName, JobProblem } from '@waybill/contracts';
import type { Selectable } from 'kysely';
import type { ClaimedJob } from '../nouns/jobs.ts';
import type { JobTable } from '../schema/tables.ts';
import type { Session } from '../session.ts';
import { beginLease, claimNext, type ClaimOptions } from './claim-next.ts';

/** Takes a job whose worker is gone, else the oldest queued one; ends those that used up their attempts on the way. */
export function claimJob(
  session: Session,
  worker: string,
  options: ClaimOptions,
): Promise<ClaimedJob | null> {
  return claimNext(session, 'job', options, async (tx, job) => {
    if (job.attempt - job.progress_attempt >= options.attemptsMax) {
      await giveUp(tx, job);
      return 'gave-up';
    }
    await beginLease(tx, 'job', job, worker, options.leaseS);
    return claimedJob(job, worker);
  });
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
