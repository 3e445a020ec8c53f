import type { Job, operations, Page } from '@waybill/contracts';
import { success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { JobStore } from '@waybill/store';
import { jobViewer } from '../../job-viewer.ts';

export interface ListJobsPorts {
  jobs: Pick<JobStore, 'list'>;
}

/** A page of the caller's jobs, or of everybody's for an admin who asks for them. */
export async function listJobs(
  { query, caller }: Asked<typeof operations.listJobs>,
  { jobs }: ListJobsPorts,
): Promise<Result<Page<Job>>> {
  return success(await jobs.list(query, jobViewer(caller)));
}
