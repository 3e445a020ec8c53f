import { httpResource } from '@angular/common/http';
import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Params } from '@angular/router';
import { Store } from '@ngrx/store';
import type { ChangeRequest, OverviewPage, Page } from '@waybill/contracts';
import { Permissions, sessionFeature } from '@waybill/portal-core';
import { Icon, Skeleton, figure } from '@waybill/portal-ui';
import type { IconName } from '@waybill/portal-ui';

interface Waiting {
  readonly key: string;
  /** Null when it is not known, undefined while it is on its way. */
  readonly count: number | null | undefined;
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
  private readonly mayApprove = computed(() => this.permissions.can('rules:approve'));
  private readonly mayOperate = computed(() => this.permissions.can('runs:operate'));
  protected readonly mayAct = computed(() => this.mayOperate() || this.mayApprove());
  private readonly me = inject(Store).selectSignal(sessionFeature.selectPerson);
  private readonly requestsAnswer = httpResource<Page<ChangeRequest>>(() => {
    if (!this.mayApprove()) return undefined;
    const partner = this.partner();
    const params = { state: 'open', limit: 100, ...(partner ? { partner } : {}) };
    return { url: '/bff/api/change-requests', params };
  });
  protected readonly items = computed((): readonly Waiting[] => [
    ...(this.mayApprove() ? [this.toApprove()] : []),
    ...(this.mayOperate() || !this.mayApprove() ? this.toOperate() : []),
  ]);
  private readonly ofPartner = computed((): Params => {
    const partner = this.partner();
    return partner ? { partner } : {};
  });
  private readonly toApprove = computed((): Waiting => {
    const me = `person:${this.me()?.subject ?? ''}`;
    // Nobody decides on a request of their own.
    const requests = this.requestsAnswer.hasValue()
      ? this.requestsAnswer.value().items.filter(({ requestedBy }) => requestedBy !== me)
      : undefined;
    return {
      key: 'requests',
      count: requests?.length ?? (this.requestsAnswer.error() ? null : undefined),
      one: 'change of rules waits for you',
      many: 'changes of rules wait for you',
      none: 'No change of rules waits for you',
      hint: 'Asked for by somebody else, with tests and a backtest.',
      icon: 'inbox',
      link: '/change-requests',
      params: { state: 'open', ...this.ofPartner() },
    };
  });
  private readonly toOperate = computed((): readonly Waiting[] => {
    const waiting = this.page()?.waiting;
    const of = this.ofPartner();
    return [
      {
        key: 'files',
        count: waiting?.undecidedFiles,
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
        count: waiting?.failedRuns,
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
        count: waiting?.openRowErrors,
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
