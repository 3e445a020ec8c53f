import type { Lease, RunEnding } from '@waybill/store';
import type { PipelinePorts } from '../../ports.ts';
import { LeaseKeeper, LeaseLost } from '../lease-keeper.ts';
import { openRun } from '../open-run.ts';
import type { RunContext } from '../run-context.ts';

/**
 * One step of a run that goes on from step to step under the lease of its attempt. A step that is called again when the run has ended, since
 * nobody heard that it had, answers what `ended` says. @throws LeaseLost, Stopped, UnusableRun
 */
export async function underLease<T>(
  ports: PipelinePorts,
  lease: Lease,
  signal: AbortSignal | undefined,
  step: (context: RunContext) => Promise<T>,
  ended: (state: RunEnding['state']) => T,
): Promise<T> {
  const claimed = await ports.db.runs.resume(lease);
  if (claimed === null) {
    const ending = await ports.db.runs.ending(lease.runId);
    if (ending !== null) return ended(ending.state);
    throw new LeaseLost(`Another attempt has ${lease.runId}`);
  }
  const { partsLeaseS: leaseS } = ports.settings;
  const { cancelRequested } = claimed;
  const keeper = new LeaseKeeper(ports.db.runs, lease, { leaseS, cancelRequested, signal });
  try {
    await keeper.confirm();
    return await step(await openRun(ports, claimed, keeper));
  } finally {
    await keeper.release();
  }
}
