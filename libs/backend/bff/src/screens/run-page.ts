import type { RunPage } from '@waybill/contracts';
import { ProblemError } from '@waybill/contracts/client';
import type { Visit } from '../visit.ts';

/** @throws ProblemError */
export async function runPage({ client, trace }: Visit, runId: string): Promise<RunPage> {
  const options = { traceparent: trace.traceparent };
  const run = await client.getRun({ params: { runId } }, options);
  const params = { replayId: run.replay ?? '' };
  const hasErrors = run.counts.rejected + run.counts.conflict > 0;
  const [clusters, replay, proof] = await Promise.all([
    hasErrors ? client.listRowErrorClusters({ query: { run: runId } }, options) : { items: [] },
    run.replay === null ? null : absentAsNull(client.getReplay({ params }, options)),
    run.replay === null ? null : absentAsNull(client.getReplayProof({ params }, options)),
  ]);
  return { run, clusters: clusters.items, replay, proof };
}

/** A replay that is not (yet) there leaves the rest of the screen as it is. */
async function absentAsNull<Value>(answer: Promise<Value>): Promise<Value | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ProblemError && [404, 409].includes(error.status)) return null;
    throw error;
  }
}
