import type { Caller, Partner } from '@waybill/contracts';
import { failure, success } from '@waybill/kit';
import type { Result } from '@waybill/kit';
import type { Nouns } from '@waybill/store';

export interface PartnerEditFailure {
  code: 'not-found' | 'precondition-failed';
  id: string;
}

interface PartnerEdit {
  readonly params: { partnerId: string };
  readonly caller: Caller;
  isCurrent(now: Partner): boolean;
}

/** Edits a partner that nobody else edits meanwhile and that is still what the caller read; answers with the partner as it is then. */
export async function editPartner<Fault extends { code: string }>(
  tx: Pick<Nouns, 'partners'>,
  { params, caller, isCurrent }: PartnerEdit,
  change: (partner: Partner) => Promise<Result<unknown, Fault>>,
): Promise<Result<Partner, PartnerEditFailure | Fault>> {
  const id = params.partnerId;
  const partner = await tx.partners.lock(id, caller.partner);
  if (!partner) return failure({ code: 'not-found', id });
  if (!isCurrent(partner)) return failure({ code: 'precondition-failed', id });
  const changed = await change(partner);
  if (!changed.ok) return changed;
  const edited = await tx.partners.find(id, null);
  if (!edited) throw new Error(`Partner ${id} cannot be read back`);
  return success(edited);
}
