import { Component, computed, inject } from '@angular/core';
import { Store } from '@ngrx/store';
import { EmptyState, StatusChip, Time } from '@waybill/portal-ui';
import { Cell } from '@waybill/portal-ui/table';
import { ListEmpty, ListView, injectList } from '../list/index.ts';
import { sessionFeature } from '../session/session-feature.ts';
import { jobStateWords } from '../words/job-words.ts';
import { JobActions } from './job-actions.ts';
import { jobList } from './job-list.ts';
import { JobProgress } from './job-progress.ts';

/** Every job one has asked for, and for an admin everybody's. */
@Component({
  selector: 'wb-job-list-page',
  imports: [Cell, EmptyState, JobActions, JobProgress, ListEmpty, ListView, StatusChip, Time],
  templateUrl: './job-list-page.html',
  styles: `
    :host {
      display: block;
      max-width: 88rem;
      margin: 0 auto;
    }
  `,
})
export class JobListPage {
  private readonly roles = inject(Store).selectSignal(sessionFeature.selectRoles);
  /** Only an admin has a choice whose jobs to see. */
  private readonly own = computed((): Record<string, string> =>
    this.roles().includes('admin') ? {} : { owner: 'me' },
  );

  protected readonly list = injectList(jobList, this.own);
  protected readonly words = jobStateWords;
}
