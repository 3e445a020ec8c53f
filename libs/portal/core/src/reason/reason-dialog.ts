import { HttpClient } from '@angular/common/http';
import { Component, inject, signal } from '@angular/core';
import { FormField, FormRoot, form, maxLength, required, validate } from '@angular/forms/signals';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { ProblemPanel } from '@waybill/portal-ui';
import { firstValueFrom } from 'rxjs';
import { IdempotencyKey } from '../data/idempotency-key.ts';
import type { PortalProblem } from '../problems/portal-problem.ts';
import { toProblem } from '../problems/to-problem.ts';
import type { ReasonQuestion } from './ask-for-reason.ts';

const needed = 'Say why, for whoever looks at this later.';

/** Asks why something is done; the audit trail keeps the answer. */
@Component({
  selector: 'wb-reason-dialog',
  imports: [FormField, FormRoot, MatDialogModule, ProblemPanel],
  templateUrl: './reason-dialog.html',
  styleUrl: './reason-dialog.scss',
})
export class ReasonDialog {
  private readonly http = inject(HttpClient);
  private readonly dialog = inject<MatDialogRef<ReasonDialog, string>>(MatDialogRef);
  private readonly key = new IdempotencyKey();

  protected readonly question = inject<ReasonQuestion>(MAT_DIALOG_DATA);
  protected readonly problem = signal<PortalProblem | null>(null);
  private readonly model = signal({ reason: this.question.reason ?? '' });
  protected readonly form = form(
    this.model,
    (path) => {
      required(path.reason, { message: needed });
      validate(path.reason, ({ value }) => faultOf(value()));
      maxLength(path.reason, 1000, { message: 'At most 1,000 characters.' });
    },
    { submission: { action: async () => this.answer() } },
  );

  private async answer(): Promise<undefined> {
    const reason = this.model().reason.trim();
    const { postTo, postWith } = this.question;
    this.problem.set(null);
    try {
      if (postTo !== undefined) {
        const headers = this.key.headers();
        await firstValueFrom(this.http.post(postTo, { ...postWith, reason }, { headers }));
      }
      this.dialog.close(reason);
    } catch (error) {
      const problem = toProblem(error);
      this.problem.set(problem);
      this.key.failed(problem);
    }
    return undefined;
  }
}

/** What is wrong with a text that is not empty. Blanks around it are not sent, so they do not count. */
function faultOf(text: string) {
  const { length } = text.trim();
  if (text === '' || length >= 3) return null;
  return length === 0
    ? { kind: 'blank', message: needed }
    : { kind: 'short', message: 'A few words more, please.' };
}
