import type { operations, ResponseOf } from '@waybill/contracts';
import { success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import type { JobStore } from '@waybill/store';
import { jobViewer } from '../../job-viewer.ts';

type Operation = typeof operations.markJobsSeen;

export interface MarkJobsSeenPorts {
  jobs: Pick<JobStore, 'markSeen'>;
  clock: Clock;
}

/** Keeps that the caller knows how these jobs of theirs ended. Ids of others, and of jobs under way, are passed over. */
export async function markJobsSeen(
  { body, caller }: Asked<Operation>,
  { clock, jobs }: MarkJobsSeenPorts,
): Promise<Result<ResponseOf<Operation>>> {
  return success({ seen: await jobs.markSeen(body.ids, jobViewer(caller), clock.now()) });
}
