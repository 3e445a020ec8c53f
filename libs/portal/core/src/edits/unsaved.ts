import { inject } from '@angular/core';
import type { CanDeactivateFn } from '@angular/router';
import { MatDialog } from '@angular/material/dialog';
import { firstValueFrom } from 'rxjs';

/** A screen with something typed that would be lost. */
export interface HasUnsaved {
  /** What would be lost, such as “the format of this feed”; null when nothing would. */
  unsaved(): string | null;
}

/** Asks before somebody walks away from what they typed. A form that says `unsaved` needs nothing else. */
export const unsavedGuard: CanDeactivateFn<HasUnsaved> = async (screen) => {
  const what = screen.unsaved();
  if (what === null) return true;
  const dialogs = inject(MatDialog);
  const { LeaveDialog } = await import('./leave-dialog.ts');
  const asked = dialogs.open<unknown, string, boolean>(LeaveDialog, { data: what, width: '26rem' });
  return (await firstValueFrom(asked.afterClosed(), { defaultValue: false })) ?? false;
};

/**
 * The browser's own question before the tab is closed or reloaded with something typed in it. For the `host` of a form's component:
 * `'(window:beforeunload)': 'keepTab($event)'`.
 */
export function keepTab(event: Event, screen: HasUnsaved): void {
  if (screen.unsaved() !== null) event.preventDefault();
}
