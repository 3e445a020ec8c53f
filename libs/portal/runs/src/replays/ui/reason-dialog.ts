import { HttpClient } from '@angular/common/http';
import { Component, inject, signal } from '@angular/core';
import { FormField, FormRoot, form, maxLength, minLength, required } from '@angular/forms/signals';
import type { Injector } from '@angular/core';
import {
  MAT_DIALOG_DATA,
  MatDialog,
  MatDialogModule,
  MatDialogRef,
} from '@angular/material/dialog';
import { toProblem } from '@waybill/portal-core';
import type { PortalProblem } from '@waybill/portal-core';
import { ProblemPanel } from '@waybill/portal-ui';
import { firstValueFrom } from 'rxjs';

export interface Question {
  readonly title: string;
  readonly text: string;
  readonly deed: string;
  readonly stay: string;
  /** Takes `{ reason }`. */
  readonly url: string;
}

/** Asks for a reason and carries the deed out. */
@Component({
  selector: 'wb-reason-dialog',
  imports: [FormField, FormRoot, MatDialogModule, ProblemPanel],
  template: `
    <form [formRoot]="form">
      <h2 mat-dialog-title>{{ question.title }}</h2>
      <mat-dialog-content class="lines">
        <p>{{ question.text }}</p>
        <label class="wb-field">
          Reason
          <textarea
            class="wb-input"
            cdkFocusInitial
            [formField]="form.reason"
            aria-describedby="reason-fault"
          ></textarea>
        </label>
        <span class="fault" id="reason-fault" aria-live="polite">
          @if (form.reason().touched()) {
            @for (error of form.reason().errors(); track error.kind) {
              {{ error.message }}
            }
          }
        </span>
        @if (problem(); as problem) {
          <wb-problem-panel
            [compact]="true"
            [heading]="problem.title"
            [advice]="problem.advice"
            [code]="problem.code"
            [traceId]="problem.traceId"
          />
        }
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        <button type="button" class="wb-button" mat-dialog-close>{{ question.stay }}</button>
        <button type="submit" class="wb-button danger primary" [disabled]="form().submitting()">
          {{ question.deed }}
        </button>
      </mat-dialog-actions>
    </form>
  `,
  styleUrl: '../../run-detail/reason-form.scss',
})
export class ReasonDialog {
  private readonly http = inject(HttpClient);
  private readonly dialog = inject<MatDialogRef<ReasonDialog>>(MatDialogRef);
  /** One key for the whole dialog: pressing twice, or again after a lost answer, does it once. */
  private readonly idempotencyKey = crypto.randomUUID();

  protected readonly question = inject<Question>(MAT_DIALOG_DATA);
  protected readonly problem = signal<PortalProblem | null>(null);
  private readonly model = signal({ reason: '' });
  protected readonly form = form(
    this.model,
    (path) => {
      required(path.reason, { message: 'Say why, for whoever looks at this later.' });
      minLength(path.reason, 3, { message: 'A few words more, please.' });
      maxLength(path.reason, 1000, { message: 'At most 1,000 characters.' });
    },
    { submission: { action: async () => this.carryOut() } },
  );

  private async carryOut(): Promise<undefined> {
    this.problem.set(null);
    const headers = { 'Idempotency-Key': this.idempotencyKey };
    try {
      await firstValueFrom(this.http.post(this.question.url, this.model(), { headers }));
      this.dialog.close();
    } catch (error) {
      this.problem.set(toProblem(error));
    }
    return undefined;
  }
}

/** Resolves once the dialog has closed. */
export async function askForReason(injector: Injector, question: Question): Promise<void> {
  const dialog = injector.get(MatDialog).open(ReasonDialog, { data: question, width: '30rem' });
  await firstValueFrom(dialog.afterClosed(), { defaultValue: undefined });
}
