import type { Role } from '@waybill/contracts';
import { openScreen as open } from '@waybill/portal-core/testing';
import type { Screen } from '@waybill/portal-core/testing';
import { replaysRoutes } from '../replays.routes.ts';
import { runsRoutes, uploadRoutes } from '../runs.routes.ts';

export type { Screen } from '@waybill/portal-core/testing';

/** Opens an address of this area as somebody of that role. */
export function openScreen(url: string, role: Role = 'admin'): Promise<Screen> {
  const routes = [
    { path: 'runs', children: runsRoutes },
    { path: 'replays', children: replaysRoutes },
    { path: 'upload', children: uploadRoutes },
  ];
  return open(routes, url, role);
}
