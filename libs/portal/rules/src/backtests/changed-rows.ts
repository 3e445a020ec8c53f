import { httpResource } from '@angular/common/http';
import { Component, Injector, computed, inject, input, linkedSignal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { BacktestChange, BacktestDetail, BacktestRow, Page } from '@waybill/contracts';
import { toProblem } from '@waybill/portal-core';
import { askForExport } from '@waybill/portal-core/export';
import type { ExportWish } from '@waybill/portal-core/export';
import {
  Icon,
  KeysetPager,
  ProblemPanel,
  Skeleton,
  StatusChip,
  counted,
  figure,
  signedFigure,
} from '@waybill/portal-ui';
import { backtestChanges, changeWords, isBacktestChange, verdictText } from './backtest-words.ts';

const rowsPerPage = 25;

/** The rows that the candidate treats otherwise, with both verdicts and the clauses that made them. */
@Component({
  selector: 'wb-changed-rows',
  imports: [Icon, KeysetPager, ProblemPanel, RouterLink, Skeleton, StatusChip],
  templateUrl: './changed-rows.html',
  styleUrls: ['../ui/section.scss', './changed-rows.scss'],
})
export class ChangedRows {
  readonly backtest = input.required<BacktestDetail>();
  readonly partner = input.required<string>();
  /** From the address: kinds of change, separated by commas, and the page. */
  readonly change = input<string>();
  readonly cursor = input<string>();
  /** Read again when it changes. */
  readonly version = input.required<string>();

  private readonly router = inject(Router);
  private readonly injector = inject(Injector);
  protected readonly words = changeWords;
  protected readonly counted = counted;
  protected readonly figure = figure;
  protected readonly signed = signedFigure;
  protected readonly verdictText = verdictText;

  protected readonly chosen = computed(() =>
    (this.change() ?? '').split(',').filter(isBacktestChange),
  );
  private readonly wanted = computed(() =>
    this.chosen().length > 0 ? this.chosen() : backtestChanges,
  );
  protected readonly chips = computed(() =>
    backtestChanges.map((change) => ({
      change,
      ...changeWords[change],
      count: figure(this.backtest().rows.changes[change]),
      pressed: this.chosen().includes(change),
    })),
  );
  /** Rows of the chosen kinds, and how many of them can be listed. */
  protected readonly counts = computed(() => {
    const { rows, rowsKept } = this.backtest();
    const sum = (of: Record<BacktestChange, number>) =>
      this.wanted().reduce((total, change) => total + of[change], 0);
    return { all: sum(rows.changes), kept: sum(rowsKept) };
  });
  /** Said where not all of them can be listed. */
  protected readonly cut = computed(() => {
    const { all, kept } = this.counts();
    return kept < all ? `${figure(kept)} of ${counted(all, 'row')} are kept and listed.` : null;
  });

  protected readonly answer = httpResource<Page<BacktestRow>>(() => {
    this.version();
    return {
      url: `/bff/api/backtests/${encodeURIComponent(this.backtest().id)}/rows`,
      params: {
        limit: rowsPerPage,
        ...(this.chosen().length > 0 ? { change: this.chosen().join(',') } : {}),
        ...(this.cursor() ? { cursor: this.cursor() ?? '' } : {}),
      },
    };
  });
  protected readonly page = linkedSignal<
    Page<BacktestRow> | undefined,
    Page<BacktestRow> | undefined
  >({
    source: () => (this.answer.hasValue() ? this.answer.value() : undefined),
    computation: (loaded, previous) => loaded ?? previous?.value,
  });
  protected readonly problem = computed(() => {
    const error = this.answer.error();
    return error ? toProblem(error) : null;
  });
  /** Cursors passed on the way, for going back; the address holds only the present one. */
  private readonly trail: (string | null)[] = [];

  protected toggle(change: BacktestChange): void {
    const chosen = this.chosen();
    const next = chosen.includes(change)
      ? chosen.filter((each) => each !== change)
      : [...chosen, change];
    this.trail.length = 0;
    this.go({ change: next.join(',') || null, cursor: null });
  }

  protected onward(): void {
    this.trail.push(this.cursor() ?? null);
    this.go({ cursor: this.page()?.next ?? null });
  }

  protected back(): void {
    this.go({ cursor: this.trail.pop() ?? null });
  }

  protected export(): void {
    void askForExport(this.injector, this.wish());
  }

  private wish(): ExportWish {
    const chosen = this.chosen();
    const cut = this.cut();
    return {
      list: 'backtest-rows',
      nouns: ['row', 'rows'],
      query: {
        backtest: this.backtest().id,
        ...(chosen.length > 0 ? { change: chosen.join(',') } : {}),
      },
      filters: [
        ...(chosen.length > 0
          ? [{ label: 'Change', value: chosen.map((each) => changeWords[each].label).join(', ') }]
          : []),
        ...(cut === null ? [] : [{ label: 'Cut', value: cut }]),
      ],
      order: 'By file and row',
      columns: ['row', 'member', 'change', 'base', 'candidate', 'delta'],
      expected: this.counts().kept,
    };
  }

  private go(queryParams: Record<string, string | null>): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }
}
