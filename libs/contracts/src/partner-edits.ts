import * as z from 'zod';
import { edit, operation } from './operation.ts';
import { contact, getPartner, partner, partnerParams } from './partners.ts';
import { noQuery, reason, timeZone } from './shared-shapes.ts';

export const partnerChange = z
  .strictObject({
    name: z.string().min(1).max(200).optional(),
    timeZone: timeZone.optional(),
    state: z
      .enum(['testing', 'live', 'suspended'])
      .optional()
      .meta({ description: 'Files of a suspended partner are set aside as unassigned' }),
    reason: reason.optional().meta({ description: 'Needed with a state' }),
  })
  .refine((change) => change.state === undefined || change.reason !== undefined, {
    message: 'A change of state needs a reason',
    path: ['reason'],
  })
  .meta({ id: 'PartnerChange' });
export type PartnerChange = z.output<typeof partnerChange>;

export const updatePartner = edit(
  getPartner,
  operation({
    name: 'update-partner',
    method: 'PATCH',
    path: '/partners/{partnerId}',
    summary: 'Change a partner’s name, time zone or state',
    tag: 'partners',
    permission: 'partners:write',
    params: partnerParams,
    query: noQuery,
    body: partnerChange,
    response: partner,
    status: 200,
    problems: ['not-found', 'precondition-failed', 'partner-offboarded'],
  }),
);

export const putPartnerContacts = edit(
  getPartner,
  operation({
    name: 'put-partner-contacts',
    method: 'PUT',
    path: '/partners/{partnerId}/contacts',
    summary: 'Whom to write to or call at a partner',
    tag: 'partners',
    permission: 'contacts:write',
    params: partnerParams,
    query: noQuery,
    body: z.strictObject({ contacts: z.array(contact).max(50) }),
    response: partner,
    status: 200,
    problems: ['not-found', 'precondition-failed'],
  }),
);
