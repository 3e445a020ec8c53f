import { rolesOfGroups } from '@waybill/contracts';
import type { Caller } from '@waybill/contracts';
import * as z from 'zod';
import { InvalidToken, Unadmitted } from './invalid-token.ts';

/** Which clients may come, and as what. Anything not named here stays outside. */
export interface Trust {
  /** Clients that may act for a person; named in the token's `act.sub` (RFC 8693). */
  readonly actors: readonly string[];
  /** Our own systems: clients whose tokens see every partner's data. */
  readonly machines: readonly string[];
}

/** With the kind in front it has to fit into the audit trail's 255 bytes. */
const name = z.string().min(1).max(200);
const strings = z.array(z.string().max(255)).max(200);

const claims = z
  .looseObject({
    iss: name,
    sub: name,
    cid: name.optional(),
    client_id: name.optional(),
    uid: name.optional(),
    groups: strings.optional(),
    scp: strings.optional(),
    scope: z.string().max(4000).optional(),
    /** Judged below, since what is wrong with them is not a matter of form. */
    act: z.unknown().optional(),
    partner: z.unknown().optional(),
  })
  .transform((token) => ({
    ...token,
    clientId: token.cid ?? token.client_id,
    scopes: token.scp ?? token.scope?.split(' '),
  }));

const act = z.looseObject({ sub: name });
const partnerId = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/);

/**
 * Who calls, from the claims of a token that was verified.
 *
 * A person must come through a client that acts for them, so that a token made for something else cannot be used here.
 * A client without a partner claim is only a machine of ours when it is named as one: forgetting the claim must not open
 * every partner's data.
 *
 * @throws InvalidToken a claim is missing or of the wrong type
 * @throws Unadmitted the token is genuine but grants nothing here
 */
export function callerOf(payload: unknown, trust: Trust): Caller {
  const read = claims.safeParse(payload);
  if (!read.success) throw new InvalidToken('claims');
  const { iss: issuer, sub: subject, clientId, scopes, groups } = read.data;
  if (clientId === undefined || scopes === undefined) throw new InvalidToken('claims');

  const common = { issuer, subject, clientId, scopes };
  if (isPersonal(read.data, subject === clientId)) {
    const actor = act.safeParse(read.data.act);
    if (!actor.success || !trust.actors.includes(actor.data.sub)) {
      throw new Unadmitted(
        'A person’s token must come through a client that acts for them.',
        common,
      );
    }
    return { kind: 'person', ...common, roles: rolesOfGroups(groups ?? []), partner: null };
  }
  if ('partner' in read.data) {
    const partner = partnerId.safeParse(read.data.partner);
    if (!partner.success) throw new Unadmitted('The partner claim is not a partner’s id.', common);
    return { kind: 'partner', ...common, roles: [], partner: partner.data };
  }
  if (!trust.machines.includes(clientId)) {
    throw new Unadmitted('This client is not known here.', common);
  }
  return { kind: 'machine', ...common, roles: [], partner: null };
}

/** A client's own token has neither groups nor an actor and is its own subject; whatever differs is a person's. */
function isPersonal(
  { uid, groups, act: actor }: { uid?: unknown; groups?: unknown; act?: unknown },
  isItsOwnSubject: boolean,
): boolean {
  return uid !== undefined || groups !== undefined || actor !== undefined || !isItsOwnSubject;
}
