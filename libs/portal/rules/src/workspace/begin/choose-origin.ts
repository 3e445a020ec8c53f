import type { Injector } from '@angular/core';
import type { Slot } from '@waybill/rules';
import { firstValueFrom } from 'rxjs';
import type { DraftOrigin } from '../rule-workspace.ts';

/** What a new draft is to begin from; null when the person thought better of it. */
export async function chooseOrigin(
  injector: Injector,
  slots: readonly Slot[],
): Promise<DraftOrigin | null> {
  const [{ MatDialog }, { BeginDialog }] = await Promise.all([
    import('@angular/material/dialog'),
    import('./begin-dialog.ts'),
  ]);
  const dialog = injector
    .get(MatDialog)
    .open<unknown, readonly Slot[], DraftOrigin>(BeginDialog, { data: slots, width: '40rem' });
  return (await firstValueFrom(dialog.afterClosed(), { defaultValue: undefined })) ?? null;
}
