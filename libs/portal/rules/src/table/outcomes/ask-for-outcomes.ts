import type { Injector } from '@angular/core';
import { askInDialog } from '@waybill/portal-core/dialogs';
import type { Outcome } from '@waybill/rules';
import type { OutcomeQuestion } from './outcome-dialog.ts';

/** What a clause is to do; null when the person thought better of it. */
export function askForOutcomes(
  injector: Injector,
  question: OutcomeQuestion,
): Promise<readonly Outcome[] | null> {
  const load = async () => (await import('./outcome-dialog.ts')).OutcomeDialog;
  return askInDialog(injector, load, { data: question, width: '44rem' });
}
