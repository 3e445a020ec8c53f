import { describe, expect, it } from 'vitest';
import { isAllowed, isGranted, roleMatrix } from './roles.ts';
import type { Caller, Permission } from './roles.ts';

const permissions = Object.keys(roleMatrix) as Permission[];

describe('the role matrix', () => {
  it('lets a viewer change nothing but their own settings, and read no payload', () => {
    const held = permissions.filter((permission) => isAllowed(person(['viewer']), permission));

    expect(held.filter((permission) => !permission.endsWith(':read'))).toEqual(['me:write']);
    expect(held).not.toContain('payload:read');
    expect(held).not.toContain('audit:read');
  });

  it('lets a partner’s client read its own and hand in files, no more', () => {
    const partner: Caller = { ...person([]), kind: 'partner', partner: 'acme' };

    expect(
      permissions.filter((permission) => isAllowed({ ...partner, scopes: every }, permission)),
    ).toEqual([
      'partners:read',
      'feeds:read',
      'files:read',
      'files:upload',
      'runs:read',
      'members:read',
      'ledger:read',
      'search:read',
      'jobs:read',
    ]);
  });

  it('gives nothing to who has no role, whatever scopes they have', () => {
    expect(
      permissions.filter((permission) => isGranted({ ...person([]), scopes: every }, permission)),
    ).toEqual([]);
  });

  it.each(permissions)('%s needs role and scope', (permission) => {
    const admin = person(['admin', 'support', 'auditor']);
    const { scope } = roleMatrix[permission];

    expect(isGranted({ ...admin, scopes: [scope] }, permission)).toBe(true);
    expect(
      isGranted({ ...admin, scopes: [`${scope}2`, `x${scope}`, scope.toUpperCase()] }, permission),
    ).toBe(false);
  });
});

const every = [...new Set(permissions.map((permission) => roleMatrix[permission].scope))];

function person(roles: Caller['roles']): Caller {
  return {
    kind: 'person',
    issuer: 'i',
    subject: 's',
    clientId: 'c',
    roles,
    scopes: [],
    partner: null,
  };
}
