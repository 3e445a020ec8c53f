import type { Lease } from '@waybill/store';
import type { PipelinePorts } from '../../ports.ts';
import { runEvent } from '../run-events.ts';

/** What a state machine knows of a step that failed for good. */
export interface StepFailure {
  /** The kind of the error; its text may quote a file and is not looked at. */
  readonly Error: string;
}

/**
 * Ends an attempt by parts that broke, with the reason in the history of the run. The run is taken up again after a pause, with the parts
 * that are done, until its attempts are used up. Does nothing when another attempt has the run already.
 */
export async function interruptRun(
  ports: PipelinePorts,
  lease: Lease,
  failure: StepFailure,
): Promise<void> {
  const seconds = Math.min(ports.settings.leaseS, 2 ** (lease.attempt - 1));
  const message = `A step of the parts broke (${failure.Error.slice(0, 100)}); nothing is half done, and the next attempt begins in ${String(seconds)} s at the earliest.`;
  await ports.db.transaction(async (tx) => {
    if (!(await tx.runs.pause(lease, seconds))) return;
    const note = runEvent({ ports, lease }, 'post', 'error', 'INTERRUPTED', message);
    await tx.runs.addEvents(lease.runNo, [note]);
  });
}
