import { isAllowed, roleMatrix } from '@waybill/contracts';
import type { Permission, SessionAnswer } from '@waybill/contracts';
import type { Visit } from '../visit.ts';

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
