import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LeaseKeeper, LeaseLost } from './lease-keeper.ts';

describe('keeping a lease', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('learns within a second that somebody wants the run cancelled, however long the lease', async () => {
    const keeper = keeperOf(300, { held: true, cancelRequested: true });

    await vi.advanceTimersByTimeAsync(1000);

    expect(keeper.cancelRequested).toBe(true);
  });

  it('renews a short lease three times in its life', async () => {
    const renew = vi.fn(async () => ({ held: true, cancelRequested: false }));
    const keeper = new LeaseKeeper({ renew }, lease, { leaseS: 1, cancelRequested: false });

    await vi.advanceTimersByTimeAsync(1000);

    expect(renew).toHaveBeenCalledTimes(3);
    expect(keeper.cancelRequested).toBe(false);
  });

  it('knows after the next renewal that the run was taken over', async () => {
    const keeper = keeperOf(30, { held: false, cancelRequested: false });
    keeper.assertHeld();

    await vi.advanceTimersByTimeAsync(1000);

    expect(() => keeper.assertHeld()).toThrow(LeaseLost);
  });
});

const lease = { runId: 'run_1', runNo: 1, attempt: 1, worker: 'one' };

function keeperOf(leaseS: number, answer: { held: boolean; cancelRequested: boolean }) {
  const runs = { renew: async () => answer };
  return new LeaseKeeper(runs, lease, { leaseS, cancelRequested: false });
}
