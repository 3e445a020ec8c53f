import { httpResource } from '@angular/common/http';
import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Backtest, ChangeRequest, FeedBundleHead, Page } from '@waybill/contracts';
import { toProblem } from '@waybill/portal-core';
import { actorName } from '@waybill/portal-core/audit-trail';
import { jobStateWords } from '@waybill/portal-core/jobs';
import { ProblemPanel, StatusChip, Time } from '@waybill/portal-ui';
import { comparisonOf } from '../backtests/backtest-words.ts';
import { BacktestSummary } from '../evidence/backtest-summary.ts';
import { requestWords } from '../requests/request-words.ts';
import { Environments } from './environments.ts';
import { nextStep } from './next-step.ts';
import { RuleSetDetail } from './rule-set-detail.ts';

/** Where the rules stand: what is active, what is written on, what somebody has to decide. */
@Component({
  selector: 'wb-rule-set-overview-tab',
  imports: [BacktestSummary, Environments, ProblemPanel, RouterLink, StatusChip, Time],
  templateUrl: './overview-tab.html',
  styleUrl: '../ui/section.scss',
})
export class OverviewTab {
  protected readonly rules = inject(RuleSetDetail).rules;
  protected readonly person = actorName;
  protected readonly requestWords = requestWords;
  protected readonly jobWords = jobStateWords;
  protected readonly comparisonOf = comparisonOf;

  private readonly id = computed(() => this.rules()?.id);
  private readonly bundlesAnswer = httpResource<Page<FeedBundleHead>>(() => {
    const [id, bundle] = [this.id(), this.rules()?.active.bundleVersion];
    if (id === undefined || bundle === undefined) return undefined;
    return { url: `/bff/api/feeds/${encodeURIComponent(id)}/bundles`, params: { limit: 50 } };
  });
  /** How what is active became so; a change of the format makes a bundle as well. */
  protected readonly bundle = computed(() =>
    this.bundlesAnswer.hasValue()
      ? this.bundlesAnswer.value().items.find(({ active }) => active)
      : undefined,
  );
  private readonly requestsAnswer = httpResource<Page<ChangeRequest>>(() => {
    const ruleSet = this.id();
    if (ruleSet === undefined) return undefined;
    return {
      url: '/bff/api/change-requests',
      params: { ruleSet, state: 'open,approved,trial', limit: 20 },
    };
  });
  /** Undefined while they are not known. */
  protected readonly pending = computed(() =>
    this.requestsAnswer.hasValue() ? this.requestsAnswer.value().items : undefined,
  );
  private readonly backtestsAnswer = httpResource<Page<Backtest>>(() => {
    const ruleSet = this.id();
    if (ruleSet === undefined) return undefined;
    return { url: '/bff/api/backtests', params: { ruleSet, limit: 1 } };
  });
  protected readonly backtests = computed(() =>
    this.backtestsAnswer.hasValue() ? this.backtestsAnswer.value().items : undefined,
  );
  protected readonly problem = computed(() => {
    const error = this.requestsAnswer.error() ?? this.backtestsAnswer.error();
    return error ? toProblem(error) : null;
  });
  protected readonly next = computed(() => {
    const [rules, pending] = [this.rules(), this.pending()];
    return rules && pending ? nextStep(rules, pending) : null;
  });

  protected reload(): void {
    this.requestsAnswer.reload();
    this.backtestsAnswer.reload();
  }
}
