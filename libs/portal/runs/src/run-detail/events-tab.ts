import { Component, computed, effect, inject, input, untracked } from '@angular/core';
import type { RunEvent } from '@waybill/contracts';
import { EmptyState, Icon, ProblemPanel, Skeleton, Time } from '@waybill/portal-ui';
import type { IconName } from '@waybill/portal-ui';
import { cursorList, stageLabels } from '@waybill/portal-core';
import { RunDetail } from './run-detail.ts';

const icons: Readonly<Record<RunEvent['level'], IconName>> = {
  info: 'info',
  warning: 'warning',
  error: 'error',
};

/** What happened to the run, in order; grows while it is going on. */
@Component({
  selector: 'wb-events-tab',
  imports: [EmptyState, Icon, ProblemPanel, Skeleton, Time],
  templateUrl: './events-tab.html',
  styleUrl: './events-tab.scss',
})
export class EventsTab {
  /** From the address. */
  readonly id = input.required<string>();

  private readonly detail = inject(RunDetail);
  protected readonly icons = icons;
  protected readonly stages = stageLabels;
  private readonly request = computed(() => ({
    url: `/bff/api/runs/${encodeURIComponent(this.id())}/events`,
    params: { limit: '200' },
  }));
  protected readonly list = cursorList<RunEvent>(this.request);

  constructor() {
    effect(() => {
      // Each look at the run is a reason to look for what happened since.
      this.detail.page();
      untracked(() => {
        if (!this.list.waiting()) this.list.catchUp();
      });
    });
  }
}
