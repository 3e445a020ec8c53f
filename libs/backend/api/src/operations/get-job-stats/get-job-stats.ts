import type { JobStats, operations } from '@waybill/contracts';
import { success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { JobStore } from '@waybill/store';
import { jobViewer } from '../../job-viewer.ts';

export interface GetJobStatsPorts {
  jobs: Pick<JobStore, 'stats'>;
}

/** How many jobs there are in each state, and how many ended without their owner having taken note of it. */
export async function getJobStats(
  { query, caller }: Asked<typeof operations.getJobStats>,
  { jobs }: GetJobStatsPorts,
): Promise<Result<JobStats>> {
  return success(await jobs.stats(query, jobViewer(caller)));
}
