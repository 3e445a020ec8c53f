import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { RunAttempt } from '@waybill/contracts';
import { stageLabels } from '@waybill/portal-core';
import { Icon, NOW, Time, counted, duration, figure } from '@waybill/portal-ui';
import { endingWord } from './attempt-words.ts';

/** Every attempt with how it ended and what it settled; choosing one puts it into the address. */
@Component({
  selector: 'wb-attempt-rail',
  imports: [Icon, RouterLink, Time],
  templateUrl: './attempt-rail.html',
  styleUrl: './attempt-rail.scss',
  host: { role: 'navigation', 'aria-label': 'Attempts' },
})
export class AttemptRail {
  readonly attempts = input.required<readonly RunAttempt[]>();
  /** The one that is looked at; null for all. */
  readonly chosen = input<number | null>(null);

  private readonly now = inject(NOW);
  protected readonly cards = computed(() =>
    this.attempts().map(
      ({ attempt, startedAt, endedAt, ending, rowsBefore, rowsSettled, lastStage }) => ({
        attempt,
        startedAt,
        ...endingWord(ending),
        isGoing: ending === null,
        took: duration((endedAt ? Date.parse(endedAt) : this.now()) - Date.parse(startedAt)),
        rows:
          rowsBefore === 0
            ? counted(rowsSettled, 'row')
            : `${counted(rowsSettled, 'row')}, from row ${figure(rowsBefore + 1)}`,
        stage: lastStage === null ? '' : `up to ${stageLabels[lastStage]}`,
      }),
    ),
  );
  protected readonly meaning = computed(
    () => this.cards().find(({ attempt }) => attempt === this.chosen())?.meaning ?? null,
  );
  protected readonly settled = computed(() =>
    counted(
      this.attempts().reduce((sum, { rowsSettled }) => sum + rowsSettled, 0),
      'row',
    ),
  );
}
