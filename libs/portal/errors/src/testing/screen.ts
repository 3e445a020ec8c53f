import type { Role } from '@waybill/contracts';
import { openScreen as open } from '@waybill/portal-core/testing';
import type { Screen } from '@waybill/portal-core/testing';
import { errorsRoutes } from '../errors.routes.ts';

export type { Screen } from '@waybill/portal-core/testing';

/** Opens an address of this area as somebody of that role. */
export function openScreen(url: string, role: Role = 'support'): Promise<Screen> {
  return open([{ path: 'errors', children: errorsRoutes }], url, role);
}

/** Types into the open dialog's reason and sends it. */
export async function giveReason(screen: Screen, text: string, action: RegExp): Promise<void> {
  await screen.appears('mat-dialog-container textarea');
  const field = screen.query('mat-dialog-container textarea');
  if (!(field instanceof HTMLTextAreaElement)) throw new Error('there is no reason to give');
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await screen.settled();
  const buttons = screen.all('mat-dialog-container button[type=submit]');
  buttons.find((button) => action.test(button.textContent.trim()))?.click();
  // Its closing is animated; what was decided is sent once it has gone.
  await vi.waitUntil(() => screen.query('mat-dialog-container') === null);
  await screen.settled();
}
