import { httpResource } from '@angular/common/http';
import { Component, computed, effect, inject } from '@angular/core';
import { MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { RouterLink } from '@angular/router';
import { Store } from '@ngrx/store';
import type { Job, Page } from '@waybill/contracts';
import { EmptyState, Icon, ProblemPanel, Skeleton, StatusChip, Time } from '@waybill/portal-ui';
import { JobCentre } from '../jobs/job-centre.ts';
import { jobsFeature } from '../jobs/jobs.ts';
import { whileVisible } from '../live/while-visible.ts';
import { toProblem } from '../problems/to-problem.ts';
import { jobStateWords } from '../words/job-words.ts';
import { JobActions } from './job-actions.ts';
import { JobProgress } from './job-progress.ts';
import { JobWork, isOver } from './job-work.ts';

const lookEveryMs = 2_000;
const shownMax = 20;

/** The notification centre: what is under way, here and on the server, and what has ended. Who reads of an end has seen it. */
@Component({
  selector: 'wb-job-panel',
  imports: [
    EmptyState,
    Icon,
    JobActions,
    JobProgress,
    MatDialogModule,
    ProblemPanel,
    RouterLink,
    Skeleton,
    StatusChip,
    Time,
  ],
  templateUrl: './job-panel.html',
  styleUrl: './job-panel.scss',
})
export class JobPanel {
  private readonly dialog = inject<MatDialogRef<JobPanel>>(MatDialogRef);
  private readonly centre = inject(JobCentre);
  private readonly work = inject(JobWork);

  protected readonly words = jobStateWords;
  /** What this browser does itself, such as uploads. */
  protected readonly here = inject(Store).selectSignal(jobsFeature.selectJobsState);
  protected readonly answer = httpResource<Page<Job>>(() => ({
    url: '/bff/api/jobs',
    params: { limit: shownMax },
  }));
  protected readonly jobs = computed(() =>
    this.answer.hasValue() ? this.answer.value().items : null,
  );
  protected readonly problem = computed(() => {
    const error = this.answer.error();
    return error ? toProblem(error) : null;
  });
  private readonly told = new Set<string>();

  constructor() {
    const isBusy = () => this.jobs()?.some((job) => !isOver(job)) ?? false;
    whileVisible(lookEveryMs, isBusy, () => {
      this.reload();
    });
    effect(() => {
      void this.takeNote(this.jobs() ?? []);
    });
  }

  protected reload(): void {
    this.answer.reload();
    this.centre.look();
  }

  protected close(): void {
    this.dialog.close();
  }

  private async takeNote(jobs: readonly Job[]): Promise<void> {
    const ids = jobs
      .filter((job) => isOver(job) && !job.seen && !this.told.has(job.id))
      .map(({ id }) => id);
    for (const id of ids) this.told.add(id);
    // Not worth a word when it fails: the jobs are announced once more.
    await this.work.markSeen(ids).catch(() => undefined);
  }
}
