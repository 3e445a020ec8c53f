import { isAllowed, roleMatrix } from '@waybill/contracts';
import type { Permission, Role } from '@waybill/contracts';
import type { Visit } from '../visit.ts';

/** Who is signed in and what they may do. For showing only: the API decides again on every call. */
export interface SessionAnswer {
  readonly subject: string;
  readonly roles: readonly Role[];
  readonly permissions: readonly Permission[];
}

export async function sessionAnswer({ caller }: Visit): Promise<SessionAnswer> {
  const permissions = Object.keys(roleMatrix).filter(isPermission);
  return {
    subject: caller.subject,
    roles: caller.roles,
    permissions: permissions.filter((permission) => isAllowed(caller, permission)),
  };
}

function isPermission(name: string): name is Permission {
  return Object.hasOwn(roleMatrix, name);
}
