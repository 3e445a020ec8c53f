import type { Lease, RunStore } from '@waybill/store';

/** This worker no longer owns the run: someone else has taken it over. Nothing more may be written for it. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

/** The worker was told to stop. The run is in order and another worker may go on with it. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

/** Somebody who cancels waits for it: the wish is read together with each renewal. */
const longestUnaskedMs = 1000;

/**
 * Renews a lease every second, or third of its time if that is shorter, until released. A worker that was frozen past its
 * lease learns of it at the next `assertHeld`, and every write is fenced by the database besides.
 */
export class LeaseKeeper {
  readonly #runs: Pick<RunStore, 'renew'>;
  readonly #lease: Lease;
  readonly #leaseS: number;
  readonly #timer: NodeJS.Timeout;
  readonly #signal: AbortSignal | undefined;
  #lost = false;
  #cancelRequested: boolean;
  #renewing: Promise<void> = Promise.resolve();

  constructor(
    runs: Pick<RunStore, 'renew'>,
    lease: Lease,
    options: { leaseS: number; cancelRequested: boolean; signal?: AbortSignal | undefined },
  ) {
    this.#runs = runs;
    this.#lease = lease;
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
    if (this.#lost) throw new LeaseLost(`Lost the lease on ${this.#lease.runId}`);
  }

  /** Between two batches, where nothing is half done. @throws LeaseLost, Stopped */
  assertGoingOn(): void {
    this.assertHeld();
    if (this.#signal?.aborted === true) throw new Stopped(`Stopped work on ${this.#lease.runId}`);
  }

  /** Asks the database at once; before anything that cannot be fenced by it. @throws LeaseLost */
  async confirm(): Promise<void> {
    const { held, cancelRequested } = await this.#runs.renew(this.#lease, this.#leaseS);
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
