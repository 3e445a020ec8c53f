import { Component, computed, inject, signal } from '@angular/core';
import { FormField, FormRoot, applyEach, form, maxLength, validate } from '@angular/forms/signals';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { Icon } from '@waybill/portal-ui';
import type { Outcome } from '@waybill/rules';
import { emptyOutcome, faultOfMonths, fieldsOf, outcomeOf } from './outcome-fields.ts';

export interface OutcomeQuestion {
  /** The row or rule, such as “row gold”. */
  readonly clause: string;
  readonly outcomes: readonly Outcome[];
  /** What may be set. */
  readonly fields: readonly string[];
  readonly reading: (outcomes: readonly Outcome[]) => string;
  /** What is wrong with outcomes, in sentences. */
  readonly check: (outcomes: readonly Outcome[]) => readonly string[];
}

/** Says what a row of a table or a rule does. Closes with the outcomes; those with errors too, which the sheet goes on to point at. */
@Component({
  selector: 'wb-outcome-dialog',
  imports: [FormField, FormRoot, Icon, MatDialogModule],
  templateUrl: './outcome-dialog.html',
  styleUrl: './outcome-dialog.scss',
})
export class OutcomeDialog {
  private readonly dialog = inject<MatDialogRef<OutcomeDialog, readonly Outcome[]>>(MatDialogRef);
  protected readonly data = inject<OutcomeQuestion>(MAT_DIALOG_DATA);
  protected readonly deeds = Object.entries(deedWords);
  private readonly model = signal(this.data.outcomes.map(fieldsOf));
  protected readonly form = form(
    this.model,
    (path) => {
      applyEach(path, (outcome) => {
        maxLength(outcome.message, 500, { message: 'At most 500 characters.' });
        validate(outcome.months, ({ value }) => {
          const message = faultOfMonths(value());
          return message === null ? null : { kind: 'months', message };
        });
      });
    },
    { submission: { action: async () => this.close() } },
  );
  private readonly outcomes = computed(() => this.model().map(outcomeOf));
  protected readonly reading = computed(() => this.data.reading(this.outcomes()));
  protected readonly problems = computed(() =>
    this.form().valid() ? this.data.check(this.outcomes()) : [],
  );

  protected add(): void {
    this.model.update((all) => [...all, emptyOutcome]);
  }

  protected remove(index: number): void {
    this.model.update((all) => all.toSpliced(index, 1));
  }

  private close(): Promise<undefined> {
    this.dialog.close(this.outcomes());
    return Promise.resolve(undefined);
  }
}

const deedWords: Readonly<Record<Outcome['do'], string>> = {
  accrue: 'grants points',
  reject: 'rejects the row',
  warn: 'notes a warning',
  skip: 'books nothing',
  set: 'sets a field',
  reverse: 'takes points back',
};
