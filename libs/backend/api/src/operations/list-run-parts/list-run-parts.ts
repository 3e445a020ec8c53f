import type { operations, RunPart } from '@waybill/contracts';
import { failure, success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { RunPartStore, RunStore } from '@waybill/store';

export interface ListRunPartsFailure {
  code: 'not-found';
  id: string;
}

export interface ListRunPartsPorts {
  runs: Pick<RunStore, 'find'>;
  runParts: Pick<RunPartStore, 'ofRun'>;
}

/** The parts of a large file: how each stands and what it has settled. */
export async function listRunParts(
  { params, caller }: Asked<typeof operations.listRunParts>,
  { runs, runParts }: ListRunPartsPorts,
): Promise<Result<{ items: RunPart[] }, ListRunPartsFailure>> {
  const { runId } = params;
  if (!(await runs.find(runId, caller.partner))) return failure({ code: 'not-found', id: runId });
  return success({ items: await runParts.ofRun(runId) });
}
