import { rolesOfGroups } from '@waybill/contracts';
import type { Caller } from '@waybill/contracts';
import { Unadmitted } from '@waybill/kit';
import * as z from 'zod';

const personClaims = z.looseObject({
  iss: z.string(),
  sub: z.string().min(1).max(255),
  cid: z.string(),
  uid: z.string().min(1),
  groups: z.array(z.string().max(255)).max(200),
  scp: z.array(z.string().max(255)).max(200),
  /** Unlike at the API: the person's own browser asks, and nobody acts for them. */
  act: z.never().optional(),
  partner: z.never().optional(),
});

/**
 * Who sits in front of the browser, from the claims of its token.
 *
 * @param clientId the one client whose tokens are a person's browser
 * @throws Unadmitted the token is a machine's, a partner's, another application's, or was exchanged already
 */
export function browserCaller(claims: unknown, clientId: string): Caller {
  const read = personClaims.safeParse(claims);
  if (!read.success || read.data.cid !== clientId) {
    throw new Unadmitted('Only a person signed in to the portal may come here.', {
      clientId: read.data?.cid ?? '',
      issuer: read.data?.iss ?? '',
    });
  }
  const { iss, sub, groups, scp } = read.data;
  return {
    kind: 'person',
    issuer: iss,
    subject: sub,
    clientId,
    roles: rolesOfGroups(groups),
    scopes: scp,
    partner: null,
  };
}
