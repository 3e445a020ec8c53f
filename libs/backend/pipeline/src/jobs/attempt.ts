import type { ClaimedJob, JobLease, JobProgress, Nouns } from '@waybill/store';
import type { PipelinePorts } from '../ports.ts';
import { LeaseLost, type LeaseKeeper } from '../run/lease-keeper.ts';
import type { JobWork } from './job-kind.ts';

/** Somebody asked to cancel the job; what its steps have committed stays. */
export class JobCancelled extends Error {
  override readonly name = 'JobCancelled';
}

/** One attempt at a job, bound to its lease. */
export class Attempt implements JobWork {
  readonly ports: PipelinePorts;
  readonly job: ClaimedJob;
  readonly #keeper: LeaseKeeper<JobLease>;

  constructor(ports: PipelinePorts, job: ClaimedJob, keeper: LeaseKeeper<JobLease>) {
    this.ports = ports;
    this.job = job;
    this.#keeper = keeper;
  }

  assertGoingOn(): void {
    this.#keeper.assertGoingOn();
    if (this.#keeper.cancelRequested)
      throw new JobCancelled(`${this.job.lease.jobId} is cancelled`);
  }

  confirm(): Promise<void> {
    return this.#keeper.confirm();
  }

  async step(progress: JobProgress, write?: (tx: Nouns) => Promise<void>): Promise<void> {
    const { db, settings } = this.ports;
    const { lease } = this.job;
    await db.transaction(async (tx) => {
      const isHeld = await tx.jobs.advance(lease, progress, settings.leaseS);
      if (!isHeld) throw new LeaseLost(`Lost the lease on ${lease.jobId}`);
      await write?.(tx);
    });
    this.assertGoingOn();
  }
}
