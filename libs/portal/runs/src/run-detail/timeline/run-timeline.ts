import { Component, computed, inject, input } from '@angular/core';
import type { Run, RunAttempt } from '@waybill/contracts';
import { Icon, NOW, TIME_ZONE, clockTime, duration } from '@waybill/portal-ui';
import type { IconName } from '@waybill/portal-ui';
import { foldedScale, placeOf, type Stretch } from './folded-scale.ts';
import { periodsOf } from './periods-of.ts';
import { stageRows, type StageRow } from './stage-rows.ts';

const icons: Readonly<Record<StageRow['state'], IconName>> = {
  waiting: 'pending',
  running: 'progress-activity',
  done: 'check-circle',
  failed: 'error',
  skipped: 'do-not-disturb-on',
  'cut-off': 'sync-problem',
};
const ticksWanted = 4;

/** The nine stages on one axis, idle time folded. It is a list first, so that it reads as well as it looks. */
@Component({
  selector: 'wb-run-timeline',
  imports: [Icon],
  templateUrl: './run-timeline.html',
  styleUrl: './run-timeline.scss',
  host: { class: 'wb-card', role: 'region', 'aria-label': 'Stages of the run' },
})
export class RunTimeline {
  readonly run = input.required<Run>();
  readonly attempts = input.required<readonly RunAttempt[]>();
  /** Only this attempt, as wide as there is room; null for all of them. */
  readonly zoom = input<number | null>(null);

  private readonly now = inject(NOW);
  private readonly zone = inject(TIME_ZONE);
  protected readonly icons = icons;
  private readonly shown = computed(() =>
    this.attempts().filter(({ attempt }) => this.zoom() === null || attempt === this.zoom()),
  );
  private readonly stretches = computed((): Stretch[] => {
    if (this.zoom() === null)
      return foldedScale(periodsOf(this.run(), this.attempts(), this.now()));
    return foldedScale(
      this.shown().map(({ startedAt, endedAt }) => {
        const from = Date.parse(startedAt);
        return { from, to: endedAt ? Date.parse(endedAt) : this.now(), reason: null };
      }),
    );
  });
  protected readonly gaps = computed(() =>
    this.stretches()
      .filter(({ reason }) => reason !== null)
      .map(({ left, width, from, to, reason, folded }) => ({
        left,
        width,
        folded,
        took: duration(to - from),
        reason: reason ?? '',
      })),
  );
  /** Where attempts begin, for telling them apart. */
  protected readonly borders = computed(() => {
    const shown = this.shown();
    if (shown.length < 2) return [];
    return shown.map(({ attempt, startedAt }) => ({
      attempt,
      left: placeOf(Date.parse(startedAt), this.stretches()),
    }));
  });
  protected readonly ticks = computed(() => ticksOf(this.stretches(), this.zone()));
  protected readonly rows = computed(() =>
    stageRows(this.run(), this.shown(), this.stretches(), this.now()),
  );
}

/** The clock where the widest stretch of work begins, and round times after that. */
function ticksOf(
  stretches: readonly Stretch[],
  zone: string | undefined,
): { left: number; text: string }[] {
  const [widest] = stretches
    .filter(({ reason }) => reason === null)
    .toSorted((a, b) => b.width - a.width);
  if (!widest) return [];
  const { from, to, left, width } = widest;
  const step = roundStep((to - from) / ticksWanted);
  const ticks = [{ left, text: clockTime(from, zone).slice(0, 8) }];
  for (let at = step; at < to - from; at += step) {
    const share = at / (to - from);
    if (share > 0.15 && share < 0.94)
      ticks.push({ left: left + share * width, text: `+${duration(at)}` });
  }
  return ticks;
}

/** 1, 2 or 5 times a power of ten, at least so many ms; above a minute whole minutes. */
function roundStep(ms: number): number {
  const unit = ms > 60_000 ? 60_000 : 1;
  const size = Math.max(ms / unit, 1);
  const power = 10 ** Math.floor(Math.log10(size));
  const factor = [1, 2, 5, 10].find((each) => each * power >= size) ?? 10;
  return factor * power * unit;
}
