import { Component, computed, input, output } from '@angular/core';
import { FormField, maxLength, minLength, required } from '@angular/forms/signals';
import type { FieldTree, SchemaPath } from '@angular/forms/signals';
import { Refusal } from '@waybill/portal-ui';
import { EditProblem } from './edit-problem.ts';
import type { Edited } from './edited.ts';

/** What every reason for an edit has to be. */
export function reasonOfEdit(reason: SchemaPath<string>): void {
  required(reason, { message: 'Say why, for whoever asks later.' });
  minLength(reason, 3, { message: 'A few words more, please.' });
  maxLength(reason, 1000, { message: 'At most 1,000 characters.' });
}

/**
 * The end of a form that edits something: the reason, what came in the way, and the button that submits the form. Content comes after
 * the button, such as what saving leads to.
 */
@Component({
  selector: 'wb-save-bar',
  imports: [EditProblem, FormField, Refusal],
  templateUrl: './save-bar.html',
  styleUrl: './save-bar.scss',
})
export class SaveBar {
  readonly edited = input.required<Edited<unknown>>();
  /** On the button, such as “Save settings”. */
  readonly label = input.required<string>();
  /** Why this person may not; null when they may. */
  readonly refusal = input.required<string | null>();
  /** Whether there is anything to save. */
  readonly changed = input.required<boolean>();
  /** Whether the last thing that happened to the form is that it was saved. */
  readonly saved = input(false);
  readonly savedText = input('Saved.');
  /** Absent while none is needed. */
  readonly reason = input<FieldTree<string> | null>(null);
  readonly reasonLabel = input('Reason for the change');
  /** Save what is typed over somebody else's edit. */
  readonly overwrite = output();
  /** Put somebody else's edit into the form. */
  readonly takeTheirs = output();

  /** Somebody who may not save is told why by the button, so it stays one that answers. */
  protected readonly isIdle = computed(
    () => this.edited().saving() || (!this.changed() && this.refusal() === null),
  );
}
