import type { operations, Partner } from '@waybill/contracts';
import { deed, failure, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import type { Transactor } from '../../transactor.ts';

export interface CreatePartnerFailure {
  code: 'partner-exists';
  id: string;
}

export interface CreatePartnerPorts {
  database: Transactor<'partners' | 'audit'>;
  clock: Clock;
}

/** A new partner. Its id is given by the caller, since it is also a folder of the landing bucket. */
export async function createPartner(
  asked: Asked<typeof operations.createPartner>,
  { database, clock }: CreatePartnerPorts,
): Promise<Result<Partner, CreatePartnerFailure>> {
  const { id, state } = asked.body;
  const at = clock.now();
  return database.transaction(async (tx) => {
    const isNew = await tx.partners.insert(asked.body, at);
    if (!isNew) return failure({ code: 'partner-exists', id });
    const partner = await tx.partners.find(id, null);
    if (!partner) throw new Error(`Partner ${id} cannot be read back`);
    await tx.audit.append(deed(asked, at, 'partner.created', `partner:${id}`, { state }));
    return success(partner);
  });
}
