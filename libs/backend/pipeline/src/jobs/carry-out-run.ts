import type { RunEnding } from '@waybill/store';
import type { PipelinePorts } from '../ports.ts';
import { processNext } from '../run/process-next.ts';

const askAgainMs = 200;

/**
 * Sees a queued run to its end: works on it itself unless a worker has taken it already, and then waits for that one. Files that come
 * in meanwhile keep the workers they have. `assertGoingOn` may throw between two attempts.
 */
export async function carryOutRun(
  ports: PipelinePorts,
  { worker, runId }: { worker: string; runId: string },
  assertGoingOn: () => void,
): Promise<RunEnding> {
  for (;;) {
    const ending = await ports.db.runs.ending(runId);
    if (ending !== null) return ending;
    assertGoingOn();
    const processed = await processNext(ports, `${worker}/job`, { only: runId });
    if (processed === null) await ports.sleep(askAgainMs);
  }
}
