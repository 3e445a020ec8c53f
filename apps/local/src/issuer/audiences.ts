import { roleMatrix, rolesOfGroups, scopes } from '@waybill/contracts';
import type { Machine, Role, Scope } from '@waybill/contracts';

/** The browser's token is good for the BFF only; the BFF exchanges it for one the API accepts. */
export const bffAudience = 'api://waybill-bff';
export const apiAudience = 'api://waybill';

/** The scope a browser asks for. */
export const portalScope = 'portal';

export const apiScopes: readonly Scope[] = scopes;

/** What a partner's own machine may hold. */
export const partnerScopes = scopesOf('partner');

/**
 * The widest scopes a person's exchanged token can carry: the union over their groups, where an
 * unknown group gives nothing. The API decides by group; this only keeps a token from being wider
 * than its bearer.
 */
export function scopesOfGroups(groups: readonly string[]): Scope[] {
  const held = rolesOfGroups(groups);
  return scopes.filter((scope) => held.some((role) => scopesOf(role).includes(scope)));
}

/** The scopes of every permission that the role matrix gives to `who`. */
function scopesOf(who: Role | Machine): Scope[] {
  const grants = Object.values(roleMatrix).filter(({ people, machines }) =>
    [...people, ...machines].includes(who),
  );
  return scopes.filter((scope) => grants.some((grant) => grant.scope === scope));
}
