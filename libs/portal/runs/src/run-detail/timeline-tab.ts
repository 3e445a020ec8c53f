import { Component, computed, inject } from '@angular/core';
import type { Run } from '@waybill/contracts';
import { Icon, NOW, duration } from '@waybill/portal-ui';
import type { IconName } from '@waybill/portal-ui';
import { isFinished, stageLabels } from '@waybill/portal-core';
import { RunDetail } from './run-detail.ts';

type Stage = Run['stages'][number];

interface Bar {
  readonly name: string;
  readonly label: string;
  readonly state: Stage['state'];
  readonly icon: IconName;
  readonly saying: string;
  /** How long it took, or what stands in place of that. */
  readonly took: string;
  readonly busy: string;
  /** Place on the time axis, in percent; null for a stage that has not begun. */
  readonly from: number | null;
  readonly width: number;
  /** Part of the bar in which the stage really worked, in percent. */
  readonly working: number;
}

const icons: Readonly<Record<Stage['state'], IconName>> = {
  waiting: 'pending',
  running: 'progress-activity',
  done: 'check-circle',
  failed: 'error',
  skipped: 'do-not-disturb-on',
};
const marks = [0, 0.25, 0.5, 0.75, 1];

/** The nine stages on one time axis. It is a list first, so that it reads as well as it looks. */
@Component({
  selector: 'wb-timeline-tab',
  imports: [Icon],
  templateUrl: './timeline-tab.html',
  styleUrl: './timeline-tab.scss',
})
export class TimelineTab {
  private readonly run = inject(RunDetail).run;
  private readonly now = inject(NOW);

  private readonly span = computed(() => {
    const run = this.run();
    // What was skipped has no place in time; a replay's carry those of the file's first arrival.
    const instants = (run?.stages ?? [])
      .filter(({ state }) => state !== 'skipped')
      .flatMap(({ startedAt, finishedAt }) =>
        [startedAt, finishedAt].flatMap((at) => (at ? [Date.parse(at)] : [])),
      );
    const start = Math.min(...instants);
    const end = Math.max(...instants, ...(run?.finishedAt || !run?.startedAt ? [] : [this.now()]));
    return { start, length: Math.max(end - start, 1) };
  });
  protected readonly bars = computed((): Bar[] =>
    (this.run()?.stages ?? []).map((stage) => this.barOf(stage)),
  );
  protected readonly begun = computed(() => this.run()?.startedAt !== null);
  protected readonly axis = computed(() =>
    marks.map((share) => ({ at: share * 100, text: duration(this.span().length * share) })),
  );

  private barOf({ name, state, startedAt, finishedAt, busyMs }: Stage): Bar {
    const { start, length } = this.span();
    const from = startedAt && state !== 'skipped' ? Date.parse(startedAt) : null;
    const to = finishedAt ? Date.parse(finishedAt) : start + length;
    // Nothing waits any more in a run that has ended.
    const isOver = isFinished(this.run()?.state ?? 'running');
    const word = state === 'waiting' && isOver ? 'not reached' : state;
    const took = from === null ? word : duration(Math.max(0, to - from));
    return {
      name,
      label: stageLabels[name],
      state,
      icon: icons[state],
      saying: from === null ? word : `${state}, after ${duration(from - start)}, took ${took}`,
      took,
      busy: busyMs === null || from === null ? '' : `${duration(busyMs)} busy`,
      from: from === null ? null : ((from - start) / length) * 100,
      width: from === null ? 0 : (Math.max(0, to - from) / length) * 100,
      working:
        busyMs === null || from === null
          ? 100
          : Math.min(100, (busyMs / Math.max(to - from, 1)) * 100),
    };
  }
}
