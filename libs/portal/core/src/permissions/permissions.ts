import { Service, computed, inject } from '@angular/core';
import { Store } from '@ngrx/store';
import { roleMatrix } from '@waybill/contracts';
import type { Permission, Role } from '@waybill/contracts';
import { sessionFeature } from '../session/session-feature.ts';

/** What each permission lets a person do, as the end of "Your role may not …". */
const deeds: Partial<Record<Permission, string>> = {
  'partners:write': 'change partners',
  'contacts:write': 'change contacts',
  'feeds:write': 'change feeds',
  'feeds:expect': 'say when files are due',
  'drift:decide': 'decide on changed headers',
  'rules:write': 'change rules',
  'rules:test': 'test rules',
  'rules:approve': 'decide on changes of rules',
  'rules:promote': 'promote rules',
  'rules:rollback': 'roll rules back',
  'files:upload': 'upload files',
  'files:assign': 'assign files to a feed',
  'files:decide': 'release or reject files',
  'row-errors:decide': 'decide on row errors',
  'payload:read': 'see what partners sent',
  'runs:operate': 'cancel runs',
  'audit:read': 'read the audit trail',
  'replays:plan': 'plan a replay',
  'replays:run': 'replay files',
  'bulk-replays:read': 'see bulk replays',
};

/**
 * What the signed-in person may do, for showing; the API decides again on every call. An action they may
 * not do stays on the screen with the reason, so that they know whom to ask.
 */
@Service()
export class Permissions {
  private readonly store = inject(Store);
  private readonly granted = this.store.selectSignal(sessionFeature.selectPermissions);
  private readonly roles = this.store.selectSignal(sessionFeature.selectRoles);
  readonly roleNames = computed(() => this.roles().map(roleName).join(', '));

  can(permission: Permission): boolean {
    return this.granted()?.includes(permission) ?? false;
  }

  /** Why the person may not, in a sentence; null when they may. */
  refusal(permission: Permission): string | null {
    if (this.can(permission)) return null;
    if (this.granted() === null) return 'Checking what your role may do …';
    const role =
      this.roleNames() === ''
        ? 'Your account has no role that may'
        : `Your role (${this.roleNames()}) may not`;
    const helpers = roleMatrix[permission].people.map(roleName).join(' or ');
    return `${role} ${deeds[permission] ?? 'do this'}. Somebody with the role ${helpers} can.`;
  }
}

function roleName(role: Role): string {
  return role === 'qa' ? 'QA' : role;
}
