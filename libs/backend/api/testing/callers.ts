import type { Caller, Role, Scope } from '@waybill/contracts';
import { scopes } from '@waybill/contracts';

const issuer = 'http://localhost:4400/oauth2/default';
const traceId = '4b'.repeat(16);

/** A person with one role, as the kit makes them of a verified token. */
export function aPerson(role: Role): Caller {
  const client = { clientId: 'waybill-bff', scopes: [...scopes] };
  return { kind: 'person', issuer, subject: role, ...client, roles: [role], partner: null };
}

/** A partner's own client. */
export function aPartnerClient(partner: string): Caller {
  const clientId = `partner-${partner}`;
  const held: Scope[] = ['waybill.read', 'waybill.ingest'];
  return { kind: 'partner', issuer, subject: clientId, clientId, scopes: held, roles: [], partner };
}

/** What a decision is asked, as far as a spec cares. */
export function asked<Params = object, Query = object, Body = undefined>(
  caller: Caller,
  request: { params?: Params; query?: Query; body?: Body } = {},
) {
  const { params = {} as Params, query = {} as Query, body = undefined as Body } = request;
  return { params, query, body, caller, traceId };
}
