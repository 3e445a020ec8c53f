import { Component, computed, input } from '@angular/core';
import type { Job } from '@waybill/contracts';
import { Time, figure } from '@waybill/portal-ui';
import { countedIn, expiryOf, isOver } from './job-work.ts';

/** How far a job is, or how it ended: in words, with a bar while it runs. */
@Component({
  selector: 'wb-job-progress',
  imports: [Time],
  template: `
    <span>
      {{ text() }}
      @if (expiresAt(); as at) {
        · file kept until <wb-time [at]="at" form="absolute" [focusable]="false" />
      }
    </span>
    @if (job().state === 'running') {
      <progress [attr.aria-label]="job().label" [attr.value]="share()" max="1"></progress>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 0.3rem;
      color: var(--wb-ink-soft);
      font-size: var(--wb-text-xs);
    }
    progress {
      width: 100%;
      height: 0.3rem;
      accent-color: var(--wb-accent);
    }
  `,
})
export class JobProgress {
  readonly job = input.required<Job>();

  protected readonly expiresAt = computed(() =>
    this.job().state === 'succeeded' ? expiryOf(this.job()) : null,
  );
  /** 0 to 1; null while the whole is not known. */
  protected readonly share = computed(() => {
    const { progress, total } = this.job();
    return total === null || total === 0 ? null : Math.min(1, progress / total);
  });
  protected readonly text = computed(() => {
    const job = this.job();
    const { cancelRequested, problem, progress, state, total } = job;
    if (problem) return `${problem.message} (${problem.code})`;
    if (!isOver(job) && cancelRequested) return 'Stopping …';
    if (state === 'queued') return 'Waits for a worker';
    return state === 'running' && total !== null
      ? `${figure(progress)} of ${figure(total)} ${countedIn(job, total)}`
      : `${figure(progress)} ${countedIn(job, progress)}`;
  });
}
