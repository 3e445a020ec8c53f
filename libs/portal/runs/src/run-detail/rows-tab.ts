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
  counted,
  figure,
  signedFigure,
} from '@waybill/portal-ui';
import { RowPanel } from './rows/row-panel.ts';
import { RunDetail } from './run-detail.ts';

const rowsPerPage = 100;
/** Rows shown in front of the one that a link leads to. */
const rowsBefore = 10;

/** Every row of the file with its one outcome, by outcome, a page at a time. */
@Component({
  selector: 'wb-rows-tab',
  imports: [
    EmptyState,
    Icon,
    KeysetPager,
    ProblemPanel,
    RouterLink,
    RowPanel,
    Skeleton,
    StatusChip,
  ],
  templateUrl: './rows-tab.html',
  styleUrl: './rows-tab.scss',
})
export class RowsTab {
  /** From the address. */
  readonly id = input.required<string>();
  readonly outcome = input<string>();
  readonly cursor = input<string>();
  /** From the address: the row that is open, and the one that the page begins at. */
  readonly row = input<string>();
  readonly from = input<string>();

  private readonly router = inject(Router);
  private readonly detail = inject(RunDetail);
  protected readonly outlines = Array.from({ length: 12 }, (_, index) => index);
  protected readonly words = outcomeWords;
  protected readonly partner = computed(() => this.detail.run()?.partner ?? '');
  protected readonly ruleSet = computed(() => {
    const run = this.detail.run();
    return run === undefined || run.ruleVersion === 'none' ? null : run.feed;
  });
  protected readonly counted = counted;
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

  protected readonly wanted = computed(() => {
    const wanted = Number(this.row());
    return Number.isInteger(wanted) && wanted > 0 ? wanted : null;
  });
  /** Where the page begins. A link to a row brings some rows before it along; opening one leaves the page as it is. */
  protected readonly begin = computed(() => {
    const from = Number(this.from());
    if (Number.isInteger(from) && from > 0) return from;
    return Math.max(1, (this.wanted() ?? 1) - rowsBefore);
  });
  protected readonly answer = httpResource<Page<RunRow>>(() => ({
    url: `/bff/api/runs/${encodeURIComponent(this.id())}/rows`,
    params: {
      limit: rowsPerPage,
      ...(this.chosen().length > 0 ? { outcome: this.chosen().join(',') } : {}),
      ...(this.cursor() ? { cursor: this.cursor() ?? '' } : {}),
      ...(this.begin() > 1 && !this.cursor() ? { from: this.begin() } : {}),
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
    this.go({ outcome: states.join(',') || null, cursor: null, row: null, from: null });
  }

  protected onward(): void {
    this.trail.push(this.cursor() ?? null);
    this.go({ cursor: this.next(), row: null });
  }

  protected back(): void {
    this.go({ cursor: this.trail.pop() ?? null, row: null });
  }

  /** Opens the row and closes the one before; choosing it again closes it. */
  protected open(rowNo: number): void {
    const isOpen = this.wanted() === rowNo;
    this.go({ row: isOpen ? null : String(rowNo), from: String(this.begin()) });
  }

  protected jump(event: Event, field: HTMLInputElement): void {
    event.preventDefault();
    const rowNo = Number(field.value);
    if (!Number.isInteger(rowNo) || rowNo < 1) return;
    this.trail.length = 0;
    this.go({ row: String(rowNo), cursor: null, from: null });
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
