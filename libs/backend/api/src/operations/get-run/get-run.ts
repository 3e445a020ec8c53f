import type { operations, Run } from '@waybill/contracts';
import { failure, runFor, success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { RunStore } from '@waybill/store';

export interface GetRunFailure {
  code: 'not-found';
  id: string;
}

export interface GetRunPorts {
  runs: Pick<RunStore, 'find'>;
}

/** One run with its counts and stages. */
export async function getRun(
  { params, caller }: Asked<typeof operations.getRun>,
  { runs }: GetRunPorts,
): Promise<Result<Run, GetRunFailure>> {
  const found = await runs.find(params.runId, caller.partner);
  return found ? success(runFor(caller, found)) : failure({ code: 'not-found', id: params.runId });
}
