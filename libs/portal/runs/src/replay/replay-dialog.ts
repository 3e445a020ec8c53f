import { Component, computed, inject, signal } from '@angular/core';
import { FormField, FormRoot, form, maxLength, minLength, required } from '@angular/forms/signals';
import type { Injector } from '@angular/core';
import {
  MAT_DIALOG_DATA,
  MatDialog,
  MatDialogModule,
  MatDialogRef,
} from '@angular/material/dialog';
import { Router } from '@angular/router';
import type { Run } from '@waybill/contracts';
import { Permissions } from '@waybill/portal-core';
import {
  Icon,
  ProblemPanel,
  Refusal,
  Time,
  counted,
  figure,
  signedFigure,
} from '@waybill/portal-ui';
import { EffectsTable } from './effects-table.ts';
import { ReplayPlanning } from './replay-planning.ts';
import type { ReplayChoice } from './replay-planning.ts';

/** Replay in three steps: what to replay, what it would do, and why; nothing is booked before the last. */
@Component({
  selector: 'wb-replay-dialog',
  imports: [EffectsTable, FormField, FormRoot, Icon, MatDialogModule, ProblemPanel, Refusal, Time],
  providers: [ReplayPlanning],
  templateUrl: './replay-dialog.html',
  styleUrl: './replay-dialog.scss',
})
export class ReplayDialog {
  private readonly dialog = inject<MatDialogRef<ReplayDialog>>(MatDialogRef);
  private readonly router = inject(Router);

  protected readonly run = inject<Run>(MAT_DIALOG_DATA);
  protected readonly planning = inject(ReplayPlanning);
  private readonly permissions = inject(Permissions);
  protected readonly runRefusal = computed(() => this.permissions.refusal('replays:run'));

  private readonly failed = this.run.counts.rejected + this.run.counts.conflict;
  protected readonly failedText = figure(this.failed);
  protected readonly allText = figure(this.run.counts.read);
  protected readonly choice = signal<ReplayChoice>({
    rows: this.failed > 0 ? 'failed' : 'all',
    rules: 'current',
  });
  protected readonly hasFailed = this.failed > 0;

  protected readonly counted = counted;
  protected readonly figure = figure;
  protected readonly signed = signedFigure;
  protected readonly ready = computed(() => {
    const plan = this.planning.plan();
    return plan?.state === 'ready' && plan.effects ? { ...plan, effects: plan.effects } : null;
  });
  protected readonly computing = computed(
    () => this.planning.busy() || this.planning.plan()?.state === 'computing',
  );
  protected readonly failure = computed(() => {
    const plan = this.planning.plan();
    return plan?.state === 'failed' ? (plan.problem?.message ?? 'The plan failed.') : null;
  });

  private readonly model = signal({ reason: '' });
  protected readonly form = form(
    this.model,
    (path) => {
      required(path.reason, { message: 'Say why; it stays with the replay and its proof.' });
      minLength(path.reason, 3, { message: 'A few words more, please.' });
      maxLength(path.reason, 1000, { message: 'At most 1,000 characters.' });
    },
    { submission: { action: async () => this.carryOut() } },
  );

  protected choose(change: Partial<ReplayChoice>): void {
    this.choice.update((choice) => ({ ...choice, ...change }));
  }

  /** All choices on a screen of their own, with these filled in. */
  protected async moreChoices(): Promise<void> {
    this.dialog.close();
    const queryParams = { run: this.run.id, ...this.choice() };
    await this.router.navigate(['/replays/new'], { queryParams });
  }

  protected showPlan(): void {
    void this.planning.makePlan(this.run.id, this.choice());
  }

  private async carryOut(): Promise<undefined> {
    const plan = this.planning.plan();
    const replay = plan && (await this.planning.carryOut(plan, this.model().reason.trim()));
    if (!replay) return undefined;
    this.dialog.close();
    await this.router.navigate(['/replays', replay.id]);
    return undefined;
  }
}

/** Opens the way from choice to plan to booking; it leaves for the new run by itself. */
export function openReplayDialog(injector: Injector, run: Run): void {
  injector.get(MatDialog).open(ReplayDialog, { data: run, width: '38rem', maxWidth: '94vw' });
}
