import type { Role } from '@waybill/contracts';
import { openScreen as open } from '@waybill/portal-core/testing';
import type { Screen } from '@waybill/portal-core/testing';
import { rulesRoutes } from '../rules.routes.ts';

export type { Screen } from '@waybill/portal-core/testing';

/** Opens an address of this area as somebody of that role. */
export function openScreen(url: string, role: Role = 'author'): Promise<Screen> {
  return open([{ path: 'rules', children: rulesRoutes }], url, role);
}
