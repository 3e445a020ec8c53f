import { Component, Injector, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Run, RunPage } from '@waybill/contracts';
import { Permissions, isFinished, offerActions, stateWords } from '@waybill/portal-core';
import { askForReason } from '@waybill/portal-core/reason';
import {
  CopyButton,
  Icon,
  NOW,
  Refusal,
  StatusChip,
  Time,
  byteSize,
  duration,
  figure,
  signedFigure,
} from '@waybill/portal-ui';
import { RunDetail } from './run-detail.ts';
import { ShareMenu } from './share/share-menu.ts';

/** Which run this is, how it went in a line, and what may be done about it. */
@Component({
  selector: 'wb-run-head',
  imports: [CopyButton, Icon, Refusal, RouterLink, ShareMenu, StatusChip, Time],
  templateUrl: './run-head.html',
  styleUrl: './run-head.scss',
})
export class RunHead {
  readonly page = input.required<RunPage>();

  private readonly permissions = inject(Permissions);
  private readonly injector = inject(Injector);
  private readonly detail = inject(RunDetail);
  private readonly now = inject(NOW);

  protected readonly run = computed(() => this.page().run);
  protected readonly word = computed(() => stateWords[this.run().state]);
  protected readonly finished = computed(() => isFinished(this.run().state));
  protected readonly net = computed(() => {
    const { pointsAccrued, pointsReversed } = this.run();
    return signedFigure(pointsAccrued - pointsReversed);
  });
  protected readonly took = computed(() => tookFor(this.run(), this.now()));
  protected readonly size = computed(() => byteSize(this.run().file.sizeBytes));
  protected readonly figure = figure;
  protected readonly lost = computed(
    () =>
      this.page().attempts.filter(({ ending }) => ending !== null && ending !== 'finished').length,
  );
  protected readonly cancelRefusal = computed(() => this.permissions.refusal('runs:operate'));
  protected readonly replayRefusal = computed(
    () =>
      this.permissions.refusal('replays:plan') ??
      (this.finished() ? null : 'The run has not finished yet.'),
  );

  constructor() {
    offerActions(() => [
      {
        id: 'run.replay',
        label: 'Replay this run',
        key: 'r',
        icon: 'replay',
        refusal: this.replayRefusal(),
        run: () => void this.replay(),
      },
      ...(this.finished()
        ? []
        : [
            {
              id: 'run.cancel',
              label: 'Cancel this run',
              icon: 'stop-circle' as const,
              refusal: this.cancelRefusal(),
              run: () => void this.cancel(),
            },
          ]),
    ]);
  }

  protected async cancel(): Promise<void> {
    await askForReason(this.injector, {
      heading: 'Cancel this run?',
      text: 'It stops after its present batch. What was booked stays booked and adds up; the remaining rows can be taken up by a replay.',
      action: 'Cancel the run',
      stay: 'Keep running',
      danger: true,
      postTo: `/bff/api/runs/${encodeURIComponent(this.run().id)}/cancel`,
    });
    this.detail.reload();
  }

  protected async replay(): Promise<void> {
    const { openReplayDialog } = await import('../replay/replay-dialog.ts');
    openReplayDialog(this.injector, this.run());
  }
}

function tookFor({ startedAt, finishedAt }: Run, now: number): string {
  if (!startedAt) return 'not started';
  return duration((finishedAt ? Date.parse(finishedAt) : now) - Date.parse(startedAt));
}
