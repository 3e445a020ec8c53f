import type { Injector } from '@angular/core';
import type { ExportWish } from './export-wish.ts';

/** Opens the dialog that says what will be exported and does it; loaded when it is first needed. */
export async function askForExport(injector: Injector, wish: ExportWish): Promise<void> {
  const { openExportDialog } = await import('./export-dialog.ts');
  openExportDialog(injector, wish);
}
