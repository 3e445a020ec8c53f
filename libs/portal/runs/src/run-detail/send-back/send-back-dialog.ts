import { Component, ElementRef, computed, effect, inject, viewChild } from '@angular/core';
import type { Injector } from '@angular/core';
import {
  MAT_DIALOG_DATA,
  MatDialog,
  MatDialogModule,
  MatDialogRef,
} from '@angular/material/dialog';
import { RouterLink } from '@angular/router';
import type { Run } from '@waybill/contracts';
import { Icon, ProblemPanel, Refusal, Skeleton, Time, counted } from '@waybill/portal-ui';
import { firstValueFrom } from 'rxjs';
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
  /** Only a file that is fetched can be so large. */
  protected readonly isTooLarge = computed(() => this.back.problem()?.code === 'MAIL-001');
  /** What would be sent is not what is shown. */
  protected readonly isStale = computed(() => this.back.problem()?.code === 'SELECTION-001');
  protected readonly mayAsk = computed(
    () =>
      this.back.isReady() &&
      this.back.to() !== undefined &&
      this.back.rows() > 0 &&
      !this.back.sent() &&
      !this.isUncertain() &&
      !this.isTooLarge() &&
      !this.isStale(),
  );
  private readonly content = viewChild.required<string, ElementRef<HTMLElement>>('content', {
    read: ElementRef,
  });
  private readonly result = viewChild<ElementRef<HTMLElement>>('result');
  private readonly before = viewChild<ElementRef<HTMLElement>>('before');
  private readonly refused = viewChild<ElementRef<HTMLElement>>('refused');

  constructor() {
    this.back.show(this.run);
    // What became of it is read first, also where it lies below what can be seen or the button that had the focus is gone.
    effect(() => this.result()?.nativeElement.focus());
    effect(() => this.refused()?.nativeElement.focus());
    const dialog = inject(MatDialogRef);
    effect(() => {
      dialog.disableClose = this.back.sending();
    });
  }

  protected async send(): Promise<void> {
    const known = this.back.last();
    await this.back.send();
    if (this.back.last() !== known) this.before()?.nativeElement.focus();
  }

  protected lookAgain(): void {
    this.back.reload();
    this.content().nativeElement.focus();
  }
}

/** Resolves when it is closed. */
export async function openSendBackDialog(injector: Injector, run: Run): Promise<void> {
  const dialog = injector
    .get(MatDialog)
    .open(SendBackDialog, { data: run, width: '40rem', maxWidth: '94vw' });
  await firstValueFrom(dialog.afterClosed());
}
