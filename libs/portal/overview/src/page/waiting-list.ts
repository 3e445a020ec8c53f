import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Params } from '@angular/router';
import type { OverviewPage } from '@waybill/contracts';
import { Permissions } from '@waybill/portal-core';
import { Icon, Skeleton, figure } from '@waybill/portal-ui';
import type { IconName } from '@waybill/portal-ui';

interface Waiting {
  readonly key: string;
  readonly count: number | null;
  readonly one: string;
  readonly many: string;
  readonly none: string;
  readonly hint: string;
  readonly icon: IconName;
  readonly link: string;
  readonly params: Params;
}

/** What needs somebody now. Nothing is good news and says so. */
@Component({
  selector: 'wb-waiting-list',
  imports: [Icon, RouterLink, Skeleton],
  templateUrl: './waiting-list.html',
  styleUrl: './waiting-list.scss',
})
export class WaitingList {
  /** Undefined while it is on its way. */
  readonly page = input.required<OverviewPage | undefined>();
  readonly partner = input.required<string | null>();

  private readonly permissions = inject(Permissions);
  protected readonly figure = figure;
  protected readonly mayAct = computed(() => this.permissions.can('runs:operate'));
  protected readonly items = computed((): Waiting[] => {
    const waiting = this.page()?.waiting;
    const partner = this.partner();
    const of = partner ? { partner } : {};
    return [
      {
        key: 'files',
        count: waiting?.undecidedFiles ?? null,
        one: 'file waits for a decision',
        many: 'files wait for a decision',
        none: 'No file waits for a decision',
        hint: 'Nobody recognised it, or a guard holds it back.',
        icon: 'draft',
        link: '/files',
        params: { state: 'unassigned,quarantined', ...of },
      },
      {
        key: 'runs',
        count: waiting?.failedRuns ?? null,
        one: 'run failed in the last 7 days',
        many: 'runs failed in the last 7 days',
        none: 'No run failed in the last 7 days',
        hint: 'A file that could not be processed as a whole.',
        icon: 'error',
        link: '/runs',
        params: { state: 'failed', range: '7d', ...of },
      },
      {
        key: 'errors',
        count: waiting?.openRowErrors ?? null,
        one: 'row error is open',
        many: 'row errors are open',
        none: 'No row error is open',
        hint: 'Rows that were rejected or in conflict, and that nobody has settled.',
        icon: 'warning',
        link: '/errors',
        params: { state: 'open', ...of },
      },
    ];
  });
}
