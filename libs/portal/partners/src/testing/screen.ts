import type { Role } from '@waybill/contracts';
import { openScreen as open } from '@waybill/portal-core/testing';
import type { Screen } from '@waybill/portal-core/testing';
import { feedsRoutes } from '../feeds.routes.ts';
import { partnersRoutes } from '../partners.routes.ts';

export type { Screen } from '@waybill/portal-core/testing';

/** Opens an address of this area as somebody of that role. */
export function openScreen(url: string, role: Role = 'admin'): Promise<Screen> {
  const routes = [
    { path: 'partners', children: partnersRoutes },
    { path: 'feeds', children: feedsRoutes },
  ];
  return open(routes, url, role);
}

/** Types into the field of that label, as a person would. */
export function type(screen: Screen, label: RegExp, text: string): void {
  const field = screen.all('label').find((each) => label.test(each.textContent));
  const control = field?.querySelector<HTMLInputElement | HTMLTextAreaElement>('input, textarea');
  if (!control) throw new Error(`there is no field ${label}`);
  control.value = text;
  control.dispatchEvent(new Event('input', { bubbles: true }));
}
