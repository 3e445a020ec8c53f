import type { Job, operations } from '@waybill/contracts';
import { failure, success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { JobStore } from '@waybill/store';
import { jobViewer } from '../../job-viewer.ts';

export interface GetJobFailure {
  code: 'not-found';
  id: string;
}

export interface GetJobPorts {
  jobs: Pick<JobStore, 'find'>;
}

/** One job of the caller, or of anybody for an admin. */
export async function getJob(
  { params, caller }: Asked<typeof operations.getJob>,
  { jobs }: GetJobPorts,
): Promise<Result<Job, GetJobFailure>> {
  const id = params.jobId;
  const job = await jobs.find(id, jobViewer(caller));
  return job ? success(job) : failure({ code: 'not-found', id });
}
