import type { operations, Partner } from '@waybill/contracts';
import { failure, success } from '@waybill/kit';
import type { Asked, Result } from '@waybill/kit';
import type { PartnerStore } from '@waybill/store';

export interface GetPartnerFailure {
  code: 'not-found';
  id: string;
}

export interface GetPartnerPorts {
  partners: Pick<PartnerStore, 'find'>;
}

/** One partner; to another partner’s client it does not exist. */
export async function getPartner(
  { params, caller }: Asked<typeof operations.getPartner>,
  { partners }: GetPartnerPorts,
): Promise<Result<Partner, GetPartnerFailure>> {
  const found = await partners.find(params.partnerId, caller.partner);
  return found ? success(found) : failure({ code: 'not-found', id: params.partnerId });
}
