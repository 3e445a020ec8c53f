import type { operations, Page, Run } from '@waybill/contracts';
import { runFor, success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { RunStore } from '@waybill/store';

export interface ListRunsPorts {
  runs: Pick<RunStore, 'list'>;
}

/** A page of runs; a partner sees its own only, whatever it filters by. */
export async function listRuns(
  { query, caller }: Asked<typeof operations.listRuns>,
  { runs }: ListRunsPorts,
): Promise<Result<Page<Run>>> {
  const { items, next } = await runs.list(query, caller.partner);
  return success({ items: items.map((item) => runFor(caller, item)), next });
}
