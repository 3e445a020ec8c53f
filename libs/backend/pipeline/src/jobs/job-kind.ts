import type { ClaimedJob, JobEnd, JobProgress, Nouns } from '@waybill/store';
import type { PipelinePorts } from '../ports.ts';

/** One attempt at one job, as its kind sees it. */
export interface JobWork {
  readonly ports: PipelinePorts;
  readonly job: ClaimedJob;
  /** Between two steps, where nothing is half done. @throws LeaseLost, Stopped, JobCancelled */
  assertGoingOn(): void;
  /** Asks the database whether the lease still holds; before an effect that no transaction fences. @throws LeaseLost */
  confirm(): Promise<void>;
  /**
   * Commits one step: what it writes and how far the job has come, together and under the fence, so that a step is never done
   * twice. Afterwards as `assertGoingOn`. `write` may run again after a deadlock. @throws LeaseLost, Stopped, JobCancelled
   */
  step(progress: JobProgress, write?: (tx: Nouns) => Promise<void>): Promise<void>;
}

/**
 * A kind of long work; the request is what its operation enqueued, the checkpoint what its last step committed. Returns how the job
 * ended. What a kind throws ends the attempt only: the job is taken up again after a pause, up to `attemptsMax` times.
 */
export interface JobKind {
  run(work: JobWork): Promise<JobEnd>;
}
