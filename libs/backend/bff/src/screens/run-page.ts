import type { RunPage } from '@waybill/contracts';
import { ProblemError } from '@waybill/contracts/client';
import * as z from 'zod';
import { BadQuery } from './bad-query.ts';
import type { Visit } from '../visit.ts';

const pageQuery = z.object({
  replay: z
    .string()
    .regex(/^[\w-]{0,64}$/)
    .optional(),
});

/** @throws BadQuery | ProblemError */
export async function runPage(
  { client, trace }: Visit,
  runId: string,
  query: Readonly<Record<string, string | undefined>>,
): Promise<RunPage> {
  const read = pageQuery.safeParse(query);
  if (!read.success) throw new BadQuery(read.error);
  const { replay: replayId } = read.data;
  const options = { traceparent: trace.traceparent };
  const run = await client.getRun({ params: { runId } }, options);
  const params = { replayId: replayId ?? '' };
  const hasErrors = run.counts.rejected + run.counts.conflict > 0;
  const [clusters, replay, proof] = await Promise.all([
    hasErrors ? client.listRowErrorClusters({ query: { run: runId } }, options) : { items: [] },
    replayId ? absentAsNull(client.getReplay({ params }, options)) : null,
    replayId ? absentAsNull(client.getReplayProof({ params }, options)) : null,
  ]);
  const isItsReplay = replay?.run === runId;
  return {
    run,
    clusters: clusters.items,
    replay: isItsReplay ? replay : null,
    proof: isItsReplay ? proof : null,
  };
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
