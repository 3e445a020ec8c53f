import type { operations, Partner } from '@waybill/contracts';
import { deed, success } from '@waybill/kit';
import type { Asked, Clock, Result } from '@waybill/kit';
import { editPartner, type PartnerEditFailure } from '../../edit-partner.ts';
import type { Transactor } from '../../transactor.ts';

export interface PutPartnerContactsPorts {
  database: Transactor<'partners' | 'audit'>;
  clock: Clock;
}

/** Whom to call at a partner. The audit trail says how many there are and not who: it is read by more people than this is. */
export async function putPartnerContacts(
  asked: Asked<typeof operations.putPartnerContacts>,
  { database, clock }: PutPartnerContactsPorts,
): Promise<Result<Partner, PartnerEditFailure>> {
  const { contacts } = asked.body;
  const at = clock.now();
  return database.transaction((tx) =>
    editPartner(tx, asked, async ({ id, contacts: before }) => {
      await tx.partners.update(id, { contacts }, at);
      const detail = { before: before.length, after: contacts.length };
      await tx.audit.append(deed(asked, at, 'partner.contacts-changed', `partner:${id}`, detail));
      return success(id);
    }),
  );
}
