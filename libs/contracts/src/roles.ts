/** Groups of people, as the issuer's `groups` claim names them after `waybill-`. */
export const roles = ['admin', 'author', 'approver', 'support', 'qa', 'viewer', 'auditor'] as const;
export type Role = (typeof roles)[number];

/** The roles of a person whose groups the issuer names; groups that are not called `waybill-<role>` mean nothing here. */
export function rolesOfGroups(groups: readonly string[]): Role[] {
  return roles.filter((role) => groups.includes(`waybill-${role}`));
}

/** A caller that is not a person: our own systems, and a partner's client bound to that partner's data. */
export const machines = ['machine', 'partner'] as const;
export type Machine = (typeof machines)[number];

/** Scopes that client-credentials tokens carry. */
export const scopes = [
  'waybill.read',
  'waybill.write',
  'waybill.operate',
  'waybill.ingest',
  'waybill.payload',
] as const;
export type Scope = (typeof scopes)[number];

export interface Grant {
  people: readonly Role[];
  machines: readonly Machine[];
  /** What a machine's or partner's token must carry. */
  scope: Scope;
}

const everybody = roles;

/**
 * The role matrix: deny by default, one table from which both the checks and their tests come.
 * A partner's grant always means "its own data only"; that half is enforced by the store's tenant argument.
 */
export const roleMatrix = {
  'partners:read': { people: everybody, machines: ['machine', 'partner'], scope: 'waybill.read' },
  'partners:write': { people: ['admin'], machines: ['machine'], scope: 'waybill.write' },
  'contacts:write': { people: ['admin', 'support'], machines: ['machine'], scope: 'waybill.write' },
  'feeds:read': { people: everybody, machines: ['machine', 'partner'], scope: 'waybill.read' },
  'feeds:write': { people: ['admin'], machines: ['machine'], scope: 'waybill.write' },
  'feeds:expect': { people: ['admin', 'support'], machines: ['machine'], scope: 'waybill.write' },
  'drift:decide': { people: ['admin', 'support'], machines: ['machine'], scope: 'waybill.operate' },
  // Of no partner: how points are earned is between the hub's own people until it is active.
  'rules:read': { people: everybody, machines: ['machine'], scope: 'waybill.read' },
  'rules:write': { people: ['admin', 'author'], machines: ['machine'], scope: 'waybill.write' },
  'rules:test': {
    people: ['admin', 'author', 'approver', 'qa'],
    machines: ['machine'],
    scope: 'waybill.operate',
  },
  // Only persons, and never the one who asked.
  'rules:approve': { people: ['admin', 'approver'], machines: [], scope: 'waybill.operate' },
  'rules:promote': {
    people: ['admin', 'approver'],
    machines: ['machine'],
    scope: 'waybill.operate',
  },
  'rules:rollback': {
    people: ['admin', 'approver', 'support'],
    machines: ['machine'],
    scope: 'waybill.operate',
  },
  'files:read': { people: everybody, machines: ['machine', 'partner'], scope: 'waybill.read' },
  'files:upload': {
    people: ['admin', 'support', 'qa'],
    machines: ['machine', 'partner'],
    scope: 'waybill.ingest',
  },
  'files:ingest': { people: ['admin', 'support'], machines: ['machine'], scope: 'waybill.ingest' },
  'files:assign': { people: ['admin', 'support'], machines: ['machine'], scope: 'waybill.operate' },
  'files:decide': { people: ['admin', 'support'], machines: ['machine'], scope: 'waybill.operate' },
  'row-errors:decide': {
    people: ['admin', 'support'],
    machines: ['machine'],
    scope: 'waybill.operate',
  },
  'payload:read': { people: ['admin', 'support'], machines: ['machine'], scope: 'waybill.payload' },
  'runs:read': { people: everybody, machines: ['machine', 'partner'], scope: 'waybill.read' },
  'runs:operate': { people: ['admin', 'support'], machines: ['machine'], scope: 'waybill.operate' },
  'replays:plan': {
    people: ['admin', 'support', 'qa'],
    machines: ['machine'],
    scope: 'waybill.operate',
  },
  'replays:run': { people: ['admin', 'support'], machines: ['machine'], scope: 'waybill.operate' },
  'bulk-replays:read': { people: everybody, machines: ['machine'], scope: 'waybill.read' },
  'members:read': { people: everybody, machines: ['machine', 'partner'], scope: 'waybill.read' },
  'ledger:read': { people: everybody, machines: ['machine', 'partner'], scope: 'waybill.read' },
  'ledger:verify': {
    people: ['admin', 'support', 'auditor'],
    machines: ['machine'],
    scope: 'waybill.read',
  },
  'audit:read': {
    people: ['admin', 'support', 'auditor'],
    machines: ['machine'],
    scope: 'waybill.read',
  },
  // Each kind of thing it finds needs that kind's own permission beside it.
  'search:read': { people: everybody, machines: ['machine', 'partner'], scope: 'waybill.read' },
  'jobs:read': { people: everybody, machines: ['machine', 'partner'], scope: 'waybill.read' },
  /** What concerns nobody but the person: preferences and saved views. */
  'me:write': { people: everybody, machines: [], scope: 'waybill.read' },
} as const satisfies Record<string, Grant>;

export type Permission = keyof typeof roleMatrix;

/** Who calls, after the token was verified. Never built from anything but a verified token. */
export interface Caller {
  kind: 'person' | Machine;
  /** `iss` + `sub` identify a person for four-eyes and audit. */
  issuer: string;
  subject: string;
  clientId: string;
  roles: readonly Role[];
  scopes: readonly string[];
  /** The only partner whose data this caller may see; null for callers that are not a partner's. */
  partner: string | null;
}

/** Whether the role matrix allows it to this caller. */
export function isAllowed(caller: Caller, permission: Permission): boolean {
  const grant: Grant = roleMatrix[permission];
  if (caller.kind === 'person') return caller.roles.some((role) => grant.people.includes(role));
  return grant.machines.includes(caller.kind) && caller.scopes.includes(grant.scope);
}

/**
 * Whether this token may be used for it: the caller's role or kind allows it, and the token carries the scope. A person's token can
 * so be made narrower than the person.
 */
export function isGranted(caller: Caller, permission: Permission): boolean {
  return isAllowed(caller, permission) && caller.scopes.includes(roleMatrix[permission].scope);
}
