import type { Lease, RunEnding } from '@waybill/store';
import type { PipelinePorts } from '../../ports.ts';
import { finishRun } from './finish-run.ts';
import { planRun, type PartsPlan } from './plan-run.ts';
import { underLease } from './under-lease.ts';

const nothing = { parts: [], rest: false, writers: 1 } as const;

interface StepOptions {
  /** Aborted when the time of the worker is up. */
  readonly signal?: AbortSignal;
}

/*
 * The steps of a run that goes by parts, each on its own and under the lease of the attempt that began it. A state machine calls them; what
 * they know of each other is in the database, so that any of them may die and be called again, or be called twice. Each is exported by
 * itself, so that a function carries only its own.
 */
export { interruptRun as interrupt } from './interrupt-run.ts';
export { postPart as post } from './post-part.ts';

export function plan(
  ports: PipelinePorts,
  lease: Lease,
  { signal }: StepOptions = {},
): Promise<PartsPlan> {
  return underLease(ports, lease, signal, planRun, () => ({ ...nothing, verdict: 'ended' }));
}

export function finish(
  ports: PipelinePorts,
  lease: Lease,
  { signal }: StepOptions = {},
): Promise<RunEnding['state']> {
  return underLease<RunEnding['state']>(ports, lease, signal, finishRun, (state) => state);
}
