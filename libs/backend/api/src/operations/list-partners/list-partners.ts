import type { operations, Page, Partner } from '@waybill/contracts';
import { success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { PartnerStore } from '@waybill/store';

export interface ListPartnersPorts {
  partners: Pick<PartnerStore, 'list'>;
}

/** A page of partners; a partner finds itself only. */
export async function listPartners(
  { query, caller }: Asked<typeof operations.listPartners>,
  { partners }: ListPartnersPorts,
): Promise<Result<Page<Partner>>> {
  return success(await partners.list(query, caller.partner));
}
