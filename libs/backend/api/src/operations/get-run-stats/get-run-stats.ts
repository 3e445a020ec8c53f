import type { operations, RunStats } from '@waybill/contracts';
import { success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { RunStore } from '@waybill/store';

export interface GetRunStatsPorts {
  runs: Pick<RunStore, 'stats'>;
}

/** Runs counted by state and over time, under the same filters as the list of runs. */
export async function getRunStats(
  { query, caller }: Asked<typeof operations.getRunStats>,
  { runs }: GetRunStatsPorts,
): Promise<Result<RunStats>> {
  return success(await runs.stats(query, caller.partner));
}
