import type { operations, Page, RunRow } from '@waybill/contracts';
import { failure, success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { RunStore } from '@waybill/store';

export interface ListRunRowsFailure {
  code: 'not-found';
  id: string;
}

export interface ListRunRowsPorts {
  runs: Pick<RunStore, 'find' | 'rows'>;
}

/** Every row of a run with its one outcome. */
export async function listRunRows(
  { params, query, caller }: Asked<typeof operations.listRunRows>,
  { runs }: ListRunRowsPorts,
): Promise<Result<Page<RunRow>, ListRunRowsFailure>> {
  const { runId } = params;
  if (!(await runs.find(runId, caller.partner))) return failure({ code: 'not-found', id: runId });
  return success(await runs.rows(runId, query));
}
