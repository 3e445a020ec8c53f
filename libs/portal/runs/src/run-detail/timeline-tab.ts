import { Component, computed, inject, input } from '@angular/core';
import { EmptyState, Skeleton } from '@waybill/portal-ui';
import { RunDetail } from './run-detail.ts';
import { AttemptRail } from './timeline/attempt-rail.ts';
import { RunTimeline } from './timeline/run-timeline.ts';

/** When each stage worked, attempt by attempt, and when nobody did. */
@Component({
  selector: 'wb-timeline-tab',
  imports: [AttemptRail, EmptyState, RunTimeline, Skeleton],
  template: `
    @if (detail.page(); as page) {
      @if (page.attempts.length > 1) {
        <wb-attempt-rail [attempts]="page.attempts" [chosen]="zoom()" />
      }
      @if (page.attempts.length > 0) {
        <wb-run-timeline [run]="page.run" [attempts]="page.attempts" [zoom]="zoom()" />
        <p>
          A bar reaches from a stage’s first row to its last; its full part is the time the stage
          really worked, since the stages of one batch interleave. Hatched time is idle, and drawn
          narrower when it is long.
        </p>
      } @else {
        <wb-empty-state icon="hourglass-empty" heading="The run is waiting for a worker">
          <p>Its stages are shown here as soon as one takes it.</p>
        </wb-empty-state>
      }
    } @else {
      <wb-skeleton width="100%" />
    }
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--wb-space-3);
    }
    p {
      color: var(--wb-ink-faint);
      font-size: var(--wb-text-xs);
    }
  `,
})
export class TimelineTab {
  /** From the address: the attempt to look at. */
  readonly attempt = input<string>();

  protected readonly detail = inject(RunDetail);
  protected readonly zoom = computed(() => {
    const wanted = Number(this.attempt());
    const known = this.detail.page()?.attempts.some(({ attempt }) => attempt === wanted);
    return known ? wanted : null;
  });
}
