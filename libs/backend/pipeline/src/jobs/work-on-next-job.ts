import type { JobState } from '@waybill/contracts';
import { describeError } from '@waybill/kit';
import type { ClaimedJob, JobEnd } from '@waybill/store';
import type { PipelinePorts } from '../ports.ts';
import { LeaseKeeper, LeaseLost, Stopped } from '../run/lease-keeper.ts';
import { Attempt, JobCancelled } from './attempt.ts';
import { jobKinds } from './job-kinds.ts';

export interface WorkedJob {
  readonly jobId: string;
  /** `interrupted`: the attempt failed or was stopped, another one will follow. `lost`: somebody else has the job. */
  readonly outcome: JobState | 'interrupted' | 'lost';
}

/**
 * Claims the next job, if there is one, and carries it out as far as it goes. Never throws for what happens to a job; only claiming
 * can fail. @param worker names this worker; two workers at a time must not share a name.
 */
export async function workOnNextJob(
  ports: PipelinePorts,
  worker: string,
  options: { only?: string; signal?: AbortSignal } = {},
): Promise<WorkedJob | null> {
  const { leaseS, attemptsMax } = ports.settings;
  const { only, signal } = options;
  const job = await ports.db.jobs.claim(worker, {
    leaseS,
    attemptsMax,
    ...(only === undefined ? {} : { only }),
  });
  if (job === null) return null;
  const { kind, lease, cancelRequested } = job;
  const { attempt, jobId } = lease;
  ports.log.write({ level: 'info', message: 'job claimed', job: jobId, kind, attempt });
  const keeper = new LeaseKeeper(ports.db.jobs, lease, { leaseS, cancelRequested, signal });
  try {
    const end = await endOf(new Attempt(ports, job, keeper));
    return { jobId, outcome: await finished(ports, job, end) };
  } catch (error) {
    return { jobId, outcome: await interrupted(ports, job, error) };
  } finally {
    await keeper.release();
  }
}

async function endOf(attempt: Attempt): Promise<JobEnd> {
  try {
    attempt.assertGoingOn();
    return await jobKinds[attempt.job.kind].run(attempt);
  } catch (error) {
    if (error instanceof JobCancelled) return { state: 'cancelled' };
    throw error;
  }
}

async function finished(
  { clock, db, log }: PipelinePorts,
  { kind, lease }: ClaimedJob,
  end: JobEnd,
): Promise<WorkedJob['outcome']> {
  if (!(await db.jobs.finish(lease, end, clock.now()))) return 'lost';
  const { state } = end;
  log.write({ level: 'info', message: 'job ended', job: lease.jobId, kind, state });
  return state;
}

/** The attempt is over, the job is not: it is let go so that it is taken up again after a pause that grows. */
async function interrupted(
  { db, log, settings }: PipelinePorts,
  { lease }: ClaimedJob,
  error: unknown,
): Promise<WorkedJob['outcome']> {
  const { attempt, jobId } = lease;
  if (error instanceof LeaseLost) {
    log.write({ level: 'warning', message: 'lease lost', job: jobId, attempt });
    return 'lost';
  }
  if (error instanceof Stopped) {
    await db.jobs.release(lease);
    return 'interrupted';
  }
  const details = { job: jobId, attempt, error: describeError(error) };
  log.write({ level: 'error', message: 'attempt failed', ...details });
  try {
    await db.jobs.renew(lease, Math.min(settings.leaseS, 2 ** (attempt - 1)));
  } catch {
    // The database is away too; the lease runs out by itself.
  }
  return 'interrupted';
}
