import type { Role } from '@waybill/contracts';
import { openScreen as open } from '@waybill/portal-core/testing';
import type { Screen } from '@waybill/portal-core/testing';
import { backtestsRoutes } from '../backtests.routes.ts';
import { changeRequestsRoutes } from '../requests.routes.ts';
import { rulesRoutes } from '../rules.routes.ts';

export type { Screen } from '@waybill/portal-core/testing';

/** Opens an address of this area as somebody of that role. */
export function openScreen(url: string, role: Role = 'author'): Promise<Screen> {
  const routes = [
    { path: 'rules', children: rulesRoutes },
    { path: 'backtests', children: backtestsRoutes },
    { path: 'change-requests', children: changeRequestsRoutes },
  ];
  return open(routes, url, role);
}
