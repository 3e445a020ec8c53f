import { Component, computed, effect, inject, viewChild } from '@angular/core';
import type { ElementRef, Injector } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialog, MatDialogModule } from '@angular/material/dialog';
import { RouterLink } from '@angular/router';
import type { Run } from '@waybill/contracts';
import { Icon, ProblemPanel, Refusal, Skeleton, Time, counted } from '@waybill/portal-ui';
import { SendBack } from './send-back.ts';

/** The rejected rows of a run on their way back to the partner: to whom, in which words; nothing is sent before it is confirmed. */
@Component({
  selector: 'wb-send-back-dialog',
  imports: [Icon, MatDialogModule, ProblemPanel, Refusal, RouterLink, Skeleton, Time],
  providers: [SendBack],
  templateUrl: './send-back-dialog.html',
  styleUrl: './send-back-dialog.scss',
})
export class SendBackDialog {
  protected readonly run = inject<Run>(MAT_DIALOG_DATA);
  protected readonly back = inject(SendBack);
  protected readonly counted = counted;
  protected readonly who = (actor: string) => actor.replace('person:', '');
  /** Nobody knows whether it went: pressed again here it would perhaps go twice. */
  protected readonly isUncertain = computed(() => this.back.problem()?.code === 'MAIL-003');
  protected readonly mayAsk = computed(
    () =>
      this.back.isReady() &&
      this.back.contacts().length > 0 &&
      this.back.rows() > 0 &&
      !this.back.sent() &&
      !this.isUncertain(),
  );
  private readonly result = viewChild<ElementRef<HTMLElement>>('result');

  constructor() {
    this.back.show(this.run);
    // The button that had the focus is gone.
    effect(() => this.result()?.nativeElement.focus());
  }
}

export function openSendBackDialog(injector: Injector, run: Run): void {
  injector.get(MatDialog).open(SendBackDialog, { data: run, width: '40rem', maxWidth: '94vw' });
}
