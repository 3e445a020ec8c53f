import type { Job, JobState, operations } from '@waybill/contracts';
import { deed, failure, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import { jobViewer } from '../../job-viewer.ts';
import type { Transactor } from '../../transactor.ts';

export type CancelJobFailure =
  { code: 'not-found'; id: string } | { code: 'job-finished'; id: string; state: JobState };

export interface CancelJobPorts {
  database: Transactor<'jobs' | 'audit'>;
  clock: Clock;
}

/** Ends a job that waits, and asks one that runs to stop after its current step: the answer may still say `running`. */
export async function cancelJob(
  asked: Asked<typeof operations.cancelJob>,
  { database, clock }: CancelJobPorts,
): Promise<Result<Job, CancelJobFailure>> {
  const id = asked.params.jobId;
  const viewer = jobViewer(asked.caller);
  const at = clock.now();
  return database.transaction(async (tx) => {
    const isAsked = await tx.jobs.requestCancel(id, viewer, at);
    const job = await tx.jobs.find(id, viewer);
    if (!job) return failure({ code: 'not-found', id });
    if (!isAsked) return failure({ code: 'job-finished', id, state: job.state });
    await tx.audit.append(deed(asked, at, 'job.cancel-requested', `job:${id}`));
    return success(job);
  });
}
