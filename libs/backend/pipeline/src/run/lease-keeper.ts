import type { JobLease, Lease } from '@waybill/store';

/** This worker no longer owns the run or job: someone else has taken it over. Nothing more may be written for it. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

/** The worker was told to stop. The run or job is in order and another worker may go on with it. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

/** Where leases of this kind are extended: the store of runs, or of jobs. */
interface Leases<Held> {
  renew(lease: Held, leaseS: number): Promise<{ held: boolean; cancelRequested: boolean }>;
}

/** Somebody who cancels waits for it: the wish is read together with each renewal. */
const longestUnaskedMs = 1000;

/**
 * Renews a lease every second, or third of its time if that is shorter, until released. A worker that was frozen past its
 * lease learns of it at the next `assertHeld`, and every write is fenced by the database besides.
 */
export class LeaseKeeper<Held extends Lease | JobLease = Lease> {
  readonly #leases: Leases<Held>;
  readonly #lease: Held;
  /** Of the run or job. */
  readonly #id: string;
  readonly #leaseS: number;
  readonly #timer: NodeJS.Timeout;
  readonly #signal: AbortSignal | undefined;
  #lost = false;
  #cancelRequested: boolean;
  #renewing: Promise<void> = Promise.resolve();

  constructor(
    leases: Leases<Held>,
    lease: Held,
    options: { leaseS: number; cancelRequested: boolean; signal?: AbortSignal | undefined },
  ) {
    this.#leases = leases;
    this.#lease = lease;
    this.#id = 'runId' in lease ? lease.runId : lease.jobId;
    this.#leaseS = options.leaseS;
    this.#signal = options.signal;
    this.#cancelRequested = options.cancelRequested;
    this.#timer = setInterval(
      () => {
        this.#renewing = this.#renewing.then(() => this.#renew());
      },
      Math.min((options.leaseS * 1000) / 3, longestUnaskedMs),
    );
    this.#timer.unref();
  }

  get cancelRequested(): boolean {
    return this.#cancelRequested;
  }

  /** @throws LeaseLost */
  assertHeld(): void {
    if (this.#lost) throw new LeaseLost(`Lost the lease on ${this.#id}`);
  }

  /** Between two batches, where nothing is half done. @throws LeaseLost, Stopped */
  assertGoingOn(): void {
    this.assertHeld();
    if (this.#signal?.aborted === true) throw new Stopped(`Stopped work on ${this.#id}`);
  }

  /** Asks the database at once; before anything that cannot be fenced by it. @throws LeaseLost */
  async confirm(): Promise<void> {
    const { held, cancelRequested } = await this.#leases.renew(this.#lease, this.#leaseS);
    this.#lost ||= !held;
    this.#cancelRequested ||= cancelRequested;
    this.assertHeld();
  }

  async release(): Promise<void> {
    clearInterval(this.#timer);
    await this.#renewing;
  }

  async #renew(): Promise<void> {
    try {
      await this.confirm();
    } catch {
      // Either lost, which assertHeld reports, or the database is away: then the next write fails or is fenced.
    }
  }
}
