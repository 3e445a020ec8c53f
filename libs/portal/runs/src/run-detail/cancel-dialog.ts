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
import type { Run } from '@waybill/contracts';
import { toProblem } from '@waybill/portal-core';
import type { PortalProblem } from '@waybill/portal-core';
import { ProblemPanel } from '@waybill/portal-ui';
import { firstValueFrom } from 'rxjs';

@Component({
  selector: 'wb-cancel-dialog',
  imports: [FormField, FormRoot, MatDialogModule, ProblemPanel],
  templateUrl: './cancel-dialog.html',
  styleUrl: './reason-form.scss',
})
export class CancelDialog {
  private readonly http = inject(HttpClient);
  private readonly dialog = inject<MatDialogRef<CancelDialog>>(MatDialogRef);
  /** One key for the whole dialog: pressing twice, or again after a lost answer, cancels once. */
  private readonly idempotencyKey = crypto.randomUUID();

  protected readonly run = inject<Run>(MAT_DIALOG_DATA);
  protected readonly problem = signal<PortalProblem | null>(null);
  private readonly model = signal({ reason: '' });
  protected readonly form = form(
    this.model,
    (path) => {
      required(path.reason, { message: 'Say why, for whoever looks at this run later.' });
      minLength(path.reason, 3, { message: 'A few words more, please.' });
      maxLength(path.reason, 1000, { message: 'At most 1,000 characters.' });
    },
    { submission: { action: async () => this.cancel() } },
  );

  private async cancel(): Promise<undefined> {
    this.problem.set(null);
    const url = `/bff/api/runs/${encodeURIComponent(this.run.id)}/cancel`;
    const headers = { 'Idempotency-Key': this.idempotencyKey };
    try {
      await firstValueFrom(this.http.post<Run>(url, this.model(), { headers }));
      this.dialog.close();
    } catch (error) {
      this.problem.set(toProblem(error));
    }
    return undefined;
  }
}

/** Asks for the reason and cancels the run; resolves once the dialog has closed. */
export async function openCancelDialog(injector: Injector, run: Run): Promise<void> {
  const dialog = injector.get(MatDialog).open(CancelDialog, { data: run, width: '30rem' });
  await firstValueFrom(dialog.afterClosed(), { defaultValue: undefined });
}
