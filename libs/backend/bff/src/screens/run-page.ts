import type { RunPage } from '@waybill/contracts';
import { ProblemError } from '@waybill/contracts/client';
import type { Visit } from '../visit.ts';

/** @throws ProblemError */
export async function runPage({ client, trace }: Visit, runId: string): Promise<RunPage> {
  const options = { traceparent: trace.traceparent };
  const run = await client.getRun({ params: { runId } }, options);
  const params = { replayId: run.replay ?? '' };
  const hasErrors = run.counts.rejected + run.counts.conflict > 0;
  const { partner: partnerId } = run;
  const errors = { run: runId, limit: 1 };
  const [attempts, partner, clusters, open, replay, proof] = await Promise.all([
    client.listRunAttempts({ params: { runId } }, options),
    absentAsNull(client.getPartner({ params: { partnerId } }, options)),
    hasErrors ? client.listRowErrorClusters({ query: { run: runId } }, options) : { items: [] },
    hasErrors
      ? client.listRowErrors({ query: { ...errors, state: 'open' } }, options)
      : { items: [] },
    run.replay === null ? null : absentAsNull(client.getReplay({ params }, options)),
    run.replay === null ? null : absentAsNull(client.getReplayProof({ params }, options)),
  ]);
  const any =
    hasErrors && open.items.length === 0
      ? await client.listRowErrors({ query: errors }, options)
      : open;
  return {
    run,
    attempts: attempts.items,
    partner: partner && { name: partner.name, timeZone: partner.timeZone },
    clusters: clusters.items,
    firstError: any.items[0] ?? null,
    replay,
    proof,
  };
}

/** What is not (yet) there leaves the rest of the screen as it is. */
async function absentAsNull<Value>(answer: Promise<Value>): Promise<Value | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ProblemError && [404, 409].includes(error.status)) return null;
    throw error;
  }
}
