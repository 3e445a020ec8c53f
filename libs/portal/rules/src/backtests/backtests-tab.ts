import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Backtest, RuleVersionHead } from '@waybill/contracts';
import { cursorList } from '@waybill/portal-core';
import { actorName } from '@waybill/portal-core/audit-trail';
import { jobStateWords } from '@waybill/portal-core/jobs';
import {
  EmptyState,
  ProblemPanel,
  Skeleton,
  StatusChip,
  Time,
  figure,
  signedFigure,
} from '@waybill/portal-ui';
import { RuleSetDetail } from '../rule-set/rule-set-detail.ts';
import { comparisonOf } from './backtest-words.ts';
import { NewBacktest } from './new-backtest.ts';

/** The backtests of a rule set that are kept, and a new one. */
@Component({
  selector: 'wb-backtests-tab',
  imports: [EmptyState, NewBacktest, ProblemPanel, RouterLink, Skeleton, StatusChip, Time],
  templateUrl: './backtests-tab.html',
  styleUrl: '../ui/section.scss',
})
export class BacktestsTab {
  /** From the address. */
  readonly id = input.required<string>();
  readonly candidate = input<string>();
  readonly base = input<string>();

  protected readonly rules = inject(RuleSetDetail).rules;
  protected readonly words = jobStateWords;
  protected readonly figure = figure;
  protected readonly signed = signedFigure;
  protected readonly person = actorName;
  protected readonly comparisonOf = comparisonOf;
  protected readonly list = cursorList<Backtest>(() => ({
    url: '/bff/api/backtests',
    params: { ruleSet: this.id(), limit: '25' },
  }));
  private readonly versionList = cursorList<RuleVersionHead>(() => ({
    url: `/bff/api/rule-sets/${encodeURIComponent(this.id())}/versions`,
    params: { limit: '100' },
  }));
  protected readonly versions = computed(() => this.versionList.items());
}
