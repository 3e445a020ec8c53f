import type { Injector } from '@angular/core';
import type { Outcome } from '@waybill/rules';
import { firstValueFrom } from 'rxjs';
import type { OutcomeQuestion } from './outcome-dialog.ts';

/** What a clause is to do; null when the person thought better of it. */
export async function askForOutcomes(
  injector: Injector,
  question: OutcomeQuestion,
): Promise<readonly Outcome[] | null> {
  const [{ MatDialog }, { OutcomeDialog }] = await Promise.all([
    import('@angular/material/dialog'),
    import('./outcome-dialog.ts'),
  ]);
  const dialog = injector
    .get(MatDialog)
    .open<unknown, OutcomeQuestion, readonly Outcome[]>(OutcomeDialog, {
      data: question,
      width: '44rem',
    });
  return (await firstValueFrom(dialog.afterClosed(), { defaultValue: undefined })) ?? null;
}
