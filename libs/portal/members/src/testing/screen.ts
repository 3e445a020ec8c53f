import type { Role } from '@waybill/contracts';
import { openScreen as open } from '@waybill/portal-core/testing';
import type { Screen } from '@waybill/portal-core/testing';
import { entriesRoutes, membersRoutes } from '../members.routes.ts';

export type { Screen } from '@waybill/portal-core/testing';

/** Opens an address of this area as somebody of that role. */
export function openScreen(url: string, role: Role = 'admin'): Promise<Screen> {
  const routes = [
    { path: 'members', children: membersRoutes },
    { path: 'entries', children: entriesRoutes },
  ];
  return open(routes, url, role);
}
