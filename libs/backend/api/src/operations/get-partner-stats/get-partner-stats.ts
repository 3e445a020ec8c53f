import type { operations, PartnerStats } from '@waybill/contracts';
import { success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { PartnerStore } from '@waybill/store';

export interface GetPartnerStatsPorts {
  partners: Pick<PartnerStore, 'stats'>;
}

/** How many partners are in each state, under the filters of their list. */
export async function getPartnerStats(
  { query, caller }: Asked<typeof operations.getPartnerStats>,
  { partners }: GetPartnerStatsPorts,
): Promise<Result<PartnerStats>> {
  return success(await partners.stats(query, caller.partner));
}
