import type { operations, RunWithParts } from '@waybill/contracts';
import { failure, runFor, success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { RunPartStore, RunStore } from '@waybill/store';

export interface GetRunFailure {
  code: 'not-found';
  id: string;
}

export interface GetRunPorts {
  runs: Pick<RunStore, 'find'>;
  runParts: Pick<RunPartStore, 'tally'>;
}

/** One run with its counts, its stages and how its parts stand. */
export async function getRun(
  { params, caller }: Asked<typeof operations.getRun>,
  { runs, runParts }: GetRunPorts,
): Promise<Result<RunWithParts, GetRunFailure>> {
  const found = await runs.find(params.runId, caller.partner);
  if (!found) return failure({ code: 'not-found', id: params.runId });
  return success({ ...runFor(caller, found), parts: await runParts.tally(found.id) });
}
