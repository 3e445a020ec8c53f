import type { Injector } from '@angular/core';
import { askInDialog } from '../dialogs/ask-in-dialog.ts';

/** What is about to be done, before it is done. */
export interface ReasonQuestion {
  readonly heading: string;
  /** What will happen, in a sentence or two. */
  readonly text: string;
  /** The label of the button that does it. */
  readonly action: string;
  readonly danger?: boolean;
  /** The label of the button that leaves things as they are; "Not now" when absent. */
  readonly stay?: string;
  /** What was typed before, when the first try was refused. */
  readonly reason?: string;
  /** The dialog itself sends `{ reason }` there, and stays open while that is refused. */
  readonly postTo?: string;
  /** What is sent beside the reason. */
  readonly postWith?: Readonly<Record<string, unknown>>;
}

/** The reason that was given; null when the person thought better of it. The dialog is loaded when it is first needed. */
export function askForReason(injector: Injector, question: ReasonQuestion): Promise<string | null> {
  const load = async () => (await import('./reason-dialog.ts')).ReasonDialog;
  return askInDialog(injector, load, { data: question, width: '30rem' });
}
