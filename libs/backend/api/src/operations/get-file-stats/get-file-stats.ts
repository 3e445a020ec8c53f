import type { FileStats, operations } from '@waybill/contracts';
import { success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { FileStore } from '@waybill/store';

export interface GetFileStatsPorts {
  files: Pick<FileStore, 'stats'>;
}

/** How many files are in each state, under the filters of their list. */
export async function getFileStats(
  { query, caller }: Asked<typeof operations.getFileStats>,
  { files }: GetFileStatsPorts,
): Promise<Result<FileStats>> {
  return success(await files.stats(query, caller.partner));
}
