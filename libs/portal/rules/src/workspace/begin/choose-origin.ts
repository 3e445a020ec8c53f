import type { Injector } from '@angular/core';
import { askInDialog } from '@waybill/portal-core/dialogs';
import type { Slot } from '@waybill/rules';
import type { DraftOrigin } from '../rule-workspace.ts';

/** What a new draft is to begin from; null when the person thought better of it. */
export function chooseOrigin(
  injector: Injector,
  slots: readonly Slot[],
): Promise<DraftOrigin | null> {
  const load = async () => (await import('./begin-dialog.ts')).BeginDialog;
  return askInDialog(injector, load, { data: slots, width: '40rem' });
}
