import { Component, computed, inject, input, output, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Job } from '@waybill/contracts';
import { Icon } from '@waybill/portal-ui';
import type { PortalProblem } from '../problems/portal-problem.ts';
import { toProblem } from '../problems/to-problem.ts';
import { JobWork, hasFile, isOver } from './job-work.ts';

/** What can be done with a job: fetch its file, go to what came of it, stop it. */
@Component({
  selector: 'wb-job-actions',
  imports: [Icon, RouterLink],
  template: `
    @if (hasFile()) {
      <button
        type="button"
        class="wb-button"
        [attr.aria-label]="'Download: ' + job().label"
        [disabled]="busy()"
        (click)="download()"
      >
        <wb-icon name="download" /> Download
      </button>
    }
    @if (link(); as link) {
      <a
        class="wb-button"
        [routerLink]="link.path"
        [queryParams]="link.query"
        [attr.aria-label]="'Open: ' + job().label"
        (click)="opened.emit()"
        >Open</a
      >
    }
    @if (mayCancel()) {
      <button
        type="button"
        class="wb-button quiet"
        [attr.aria-label]="'Cancel: ' + job().label"
        [disabled]="busy() || job().cancelRequested"
        (click)="cancel()"
      >
        Cancel
      </button>
    }
    <span class="fault" role="status">
      @if (problem(); as problem) {
        {{ problem.title }} {{ problem.advice }} <code>{{ problem.code }}</code>
      }
    </span>
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: end;
      gap: var(--wb-space-2);
    }
    .fault {
      flex-basis: 100%;
      color: var(--wb-bad);
      font-size: var(--wb-text-xs);
      text-align: end;
    }
    .fault:empty {
      display: none;
    }
  `,
})
export class JobActions {
  private readonly work = inject(JobWork);

  readonly job = input.required<Job>();
  /** The job is another one now. */
  readonly changed = output();
  /** The person goes to what came of it. */
  readonly opened = output();

  protected readonly busy = signal(false);
  protected readonly problem = signal<PortalProblem | null>(null);
  protected readonly hasFile = computed(() => hasFile(this.job()));
  protected readonly mayCancel = computed(() => !isOver(this.job()));
  protected readonly link = computed(() => {
    const { link } = this.job();
    if (link === null) return null;
    const { pathname, searchParams } = new URL(link, location.origin);
    return { path: pathname, query: Object.fromEntries(searchParams) };
  });

  protected download(): void {
    void this.attempt(() => this.work.download(this.job()));
  }

  protected cancel(): void {
    void this.attempt(() => this.work.cancel(this.job()));
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    this.busy.set(true);
    this.problem.set(null);
    try {
      await work();
      this.changed.emit();
    } catch (error) {
      this.problem.set(toProblem(error));
    } finally {
      this.busy.set(false);
    }
  }
}
