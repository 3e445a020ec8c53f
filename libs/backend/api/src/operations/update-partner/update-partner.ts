import type { operations, Partner } from '@waybill/contracts';
import { deed, failure, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import { editPartner, type PartnerEditFailure } from '../../edit-partner.ts';
import type { Transactor } from '../../transactor.ts';

export type UpdatePartnerFailure = PartnerEditFailure | { code: 'partner-offboarded'; id: string };

export interface UpdatePartnerPorts {
  database: Transactor<'partners' | 'audit'>;
  clock: Clock;
}

/** Changes a partner's name, time zone or state. Who is offboarded stays so: a new beginning is a new partner. */
export async function updatePartner(
  asked: Asked<typeof operations.updatePartner>,
  { database, clock }: UpdatePartnerPorts,
): Promise<Result<Partner, UpdatePartnerFailure>> {
  const { reason, ...change } = asked.body;
  const at = clock.now();
  return database.transaction((tx) =>
    editPartner(tx, asked, async ({ id, state }) => {
      if (state === 'offboarded') return failure({ code: 'partner-offboarded', id });
      await tx.partners.update(id, change, at);
      const detail = { ...change, from: state, ...(reason === undefined ? {} : { reason }) };
      await tx.audit.append(deed(asked, at, 'partner.changed', `partner:${id}`, detail));
      return success(id);
    }),
  );
}
