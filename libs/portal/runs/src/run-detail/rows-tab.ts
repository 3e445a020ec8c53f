import { Component, computed, effect, inject, input, linkedSignal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { httpResource } from '@angular/common/http';
import type { Page, RowOutcome, RunRow } from '@waybill/contracts';
import { isFinished, outcomeWords, outcomes, toProblem } from '@waybill/portal-core';
import {
  EmptyState,
  Icon,
  KeysetPager,
  ProblemPanel,
  Skeleton,
  StatusChip,
  figure,
  signedFigure,
} from '@waybill/portal-ui';
import { RunDetail } from './run-detail.ts';

const rowsPerPage = 100;

/** Every row of the file with its one outcome, by outcome, a page at a time. */
@Component({
  selector: 'wb-rows-tab',
  imports: [EmptyState, Icon, KeysetPager, ProblemPanel, RouterLink, Skeleton, StatusChip],
  templateUrl: './rows-tab.html',
  styleUrl: './rows-tab.scss',
})
export class RowsTab {
  /** From the address. */
  readonly id = input.required<string>();
  readonly outcome = input<string>();
  readonly cursor = input<string>();

  private readonly router = inject(Router);
  private readonly detail = inject(RunDetail);
  protected readonly outlines = Array.from({ length: 12 }, (_, index) => index);
  protected readonly words = outcomeWords;
  protected readonly figure = figure;
  protected readonly signed = signedFigure;

  protected readonly chosen = computed(() => (this.outcome() ?? '').split(',').filter(isOutcome));
  protected readonly chips = computed(() => {
    const counts = this.detail.run()?.counts;
    return outcomes.map((outcome) => ({
      outcome,
      ...outcomeWords[outcome],
      count: counts ? figure(counts[outcome]) : '',
      pressed: this.chosen().includes(outcome),
    }));
  });

  protected readonly answer = httpResource<Page<RunRow>>(() => ({
    url: `/bff/api/runs/${encodeURIComponent(this.id())}/rows`,
    params: {
      limit: rowsPerPage,
      ...(this.chosen().length > 0 ? { outcome: this.chosen().join(',') } : {}),
      ...(this.cursor() ? { cursor: this.cursor() ?? '' } : {}),
    },
  }));
  private readonly loaded = computed(() =>
    this.answer.hasValue() ? this.answer.value() : undefined,
  );
  protected readonly page = linkedSignal<Page<RunRow> | undefined, Page<RunRow> | undefined>({
    source: this.loaded,
    computation: (loaded, previous) => loaded ?? previous?.value,
  });
  protected readonly problem = computed(() => {
    const error = this.answer.error();
    return error ? toProblem(error) : null;
  });
  protected readonly next = computed(() => this.page()?.next ?? null);

  /** Cursors passed on the way, for going back; the address holds only the present one. */
  private readonly trail: (string | null)[] = [];

  constructor() {
    const finished = computed(() => isFinished(this.detail.run()?.state ?? 'running'));
    let wasFinished: boolean | null = null;
    effect(() => {
      if (wasFinished === false && finished()) this.answer.reload();
      wasFinished = this.detail.run() ? finished() : null;
    });
  }

  protected toggle(outcome: RowOutcome): void {
    const chosen = this.chosen();
    const states = chosen.includes(outcome)
      ? chosen.filter((each) => each !== outcome)
      : [...chosen, outcome];
    this.trail.length = 0;
    this.go({ outcome: states.join(',') || null, cursor: null });
  }

  protected onward(): void {
    this.trail.push(this.cursor() ?? null);
    this.go({ cursor: this.next() });
  }

  protected back(): void {
    this.go({ cursor: this.trail.pop() ?? null });
  }

  protected reload(): void {
    this.answer.reload();
  }

  private go(queryParams: Record<string, string | null>): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }
}

function isOutcome(text: string): text is RowOutcome {
  return Object.hasOwn(outcomeWords, text);
}
