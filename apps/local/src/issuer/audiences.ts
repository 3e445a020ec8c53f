import { roles } from './accounts.ts';
import type { Role } from './accounts.ts';

/** The browser's token is good for the BFF only; the BFF exchanges it for one the API accepts. */
export const bffAudience = 'api://waybill-bff';
export const apiAudience = 'api://waybill';

/** The scope a browser asks for. */
export const portalScope = 'portal';

export const apiScopes = [
  'waybill.read',
  'waybill.write',
  'waybill.operate',
  'waybill.ingest',
  'waybill.payload',
] as const;

export type ApiScope = (typeof apiScopes)[number];

/** What a partner's own machine may hold: bring files, and read what became of them. */
export const partnerScopes: readonly ApiScope[] = ['waybill.read', 'waybill.ingest'];

/**
 * The widest scopes a person's exchanged token can carry, by role. The API decides by group;
 * this only keeps a token from being wider than its bearer.
 */
export const scopesOfRole: Readonly<Record<Role, readonly ApiScope[]>> = {
  admin: apiScopes,
  author: ['waybill.read', 'waybill.write'],
  approver: ['waybill.read', 'waybill.write'],
  support: apiScopes,
  qa: ['waybill.read', 'waybill.write', 'waybill.operate', 'waybill.ingest'],
  viewer: ['waybill.read'],
  auditor: ['waybill.read'],
};

/** The union of the scopes of the roles named by `groups`; unknown groups give nothing. */
export function scopesOfGroups(groups: readonly string[]): ApiScope[] {
  const held = roles.filter((role) => groups.includes(`waybill-${role}`));
  return apiScopes.filter((scope) => held.some((role) => scopesOfRole[role].includes(scope)));
}
