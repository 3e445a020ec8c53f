import { Component, inject, signal } from '@angular/core';
import { FormField, FormRoot, form, maxLength, minLength, required } from '@angular/forms/signals';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import type { ReasonQuestion } from './ask-for-reason.ts';

/** Asks why something is done; the audit trail keeps the answer. */
@Component({
  selector: 'wb-reason-dialog',
  imports: [FormField, FormRoot, MatDialogModule],
  templateUrl: './reason-dialog.html',
  styleUrl: './reason-dialog.scss',
})
export class ReasonDialog {
  private readonly dialog = inject<MatDialogRef<ReasonDialog, string>>(MatDialogRef);
  protected readonly question = inject<ReasonQuestion>(MAT_DIALOG_DATA);
  private readonly model = signal({ reason: this.question.reason ?? '' });
  protected readonly form = form(
    this.model,
    (path) => {
      required(path.reason, { message: 'Say why, for whoever looks at this later.' });
      minLength(path.reason, 3, { message: 'A few words more, please.' });
      maxLength(path.reason, 1000, { message: 'At most 1,000 characters.' });
    },
    {
      submission: {
        action: async () => {
          this.dialog.close(this.model().reason.trim());
          return Promise.resolve(undefined);
        },
      },
    },
  );
}
