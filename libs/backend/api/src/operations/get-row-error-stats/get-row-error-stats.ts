import type { operations, RowErrorStats } from '@waybill/contracts';
import { success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { RowErrorStore } from '@waybill/store';

export interface GetRowErrorStatsPorts {
  rowErrors: Pick<RowErrorStore, 'stats'>;
}

/** How many row errors are in each state, under the filters of their list. */
export async function getRowErrorStats(
  { query, caller }: Asked<typeof operations.getRowErrorStats>,
  { rowErrors }: GetRowErrorStatsPorts,
): Promise<Result<RowErrorStats>> {
  return success(await rowErrors.stats(query, caller.partner));
}
