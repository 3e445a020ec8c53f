import { rolesOfGroups } from '@waybill/contracts';
import type { Caller } from '@waybill/contracts';
import * as z from 'zod';
import { InvalidToken, Unadmitted } from './invalid-token.ts';

/** Which tokens of a Cognito user pool are meant for the API. Its access tokens name a client where others name an audience. */
export interface PoolTrust {
  /** Confidential clients that people sign in to; what Okta's tokens say in `act`, these say in `client_id`. */
  readonly people: readonly string[];
  /** Clients of our own systems. */
  readonly machines: readonly string[];
  /** Identifier of the resource server, which precedes each scope of the API: `api://waybill/waybill.read`. */
  readonly resourceServer: string;
  /** Name of the identity provider, which precedes the names of the people who come from it: `Okta_ada@example.com`. */
  readonly provider: string;
}

const name = z.string().min(1).max(200);
const claims = z.looseObject({
  iss: name,
  sub: name,
  client_id: name,
  /** Keeps ID tokens out, which have the same issuer and keys. */
  token_use: z.literal('access'),
  scope: z.string().max(4000),
  username: name.optional(),
  'cognito:groups': z.array(z.string().max(255)).max(200).optional(),
});

/**
 * Who calls, from the claims of a verified access token of the pool.
 *
 * A person is known by the name that Okta gave, the same as in Okta's own tokens: who approves a change must not be somebody else when
 * they come by the other issuer. Hence nobody whom the pool itself knows is let in: their names are anybody's choice.
 *
 * @throws InvalidToken it is no access token, or was issued to a client that is none of ours
 * @throws Unadmitted the token is genuine but grants nothing here
 */
export function cognitoCallerOf(payload: unknown, trust: PoolTrust): Caller {
  const read = claims.safeParse(payload);
  if (!read.success) throw new InvalidToken('claims');
  const { iss: issuer, sub, client_id: clientId, scope, username } = read.data;
  const scopes = scopesOf(scope, trust.resourceServer);
  if (trust.machines.includes(clientId) && sub === clientId && username === undefined) {
    return { kind: 'machine', issuer, subject: sub, clientId, scopes, roles: [], partner: null };
  }
  if (!trust.people.includes(clientId)) throw new InvalidToken('audience');
  const prefix = `${trust.provider}_`;
  if (!username?.startsWith(prefix) || username === prefix) {
    throw new Unadmitted(`Only people who come from ${trust.provider} are let in.`, {
      clientId,
      issuer,
    });
  }
  const subject = username.slice(prefix.length);
  const roles = rolesOfGroups(read.data['cognito:groups'] ?? []);
  return { kind: 'person', issuer, subject, clientId, scopes, roles, partner: null };
}

function scopesOf(text: string, resourceServer: string): string[] {
  const prefix = `${resourceServer}/`;
  return text
    .split(' ')
    .filter((scope) => scope.startsWith(prefix))
    .map((scope) => scope.slice(prefix.length));
}
