import { httpResource } from '@angular/common/http';
import { Component, computed, effect, inject, input, linkedSignal, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { RowErrorCluster } from '@waybill/contracts';
import { Permissions, toProblem } from '@waybill/portal-core';
import { Names } from '@waybill/portal-core/names';
import {
  Icon,
  ProblemPanel,
  Refusal,
  Skeleton,
  Sparkline,
  Time,
  counted,
  figure,
} from '@waybill/portal-ui';
import { adviceFor, titleOf } from '../data/advice.ts';
import type { ErrorList } from './error-list.ts';

const shownAtFirst = 6;

/** Why rows fail: one line per code, column and feed, most rows first. Choosing one narrows the list below. */
@Component({
  selector: 'wb-causes-panel',
  imports: [Icon, ProblemPanel, Refusal, RouterLink, Skeleton, Sparkline, Time],
  templateUrl: './causes-panel.html',
  styleUrl: './causes-panel.scss',
  host: { class: 'wb-card', role: 'region', 'aria-label': 'Causes' },
})
export class CausesPanel {
  readonly list = input.required<ErrorList>();

  private readonly router = inject(Router);
  private readonly permissions = inject(Permissions);

  protected readonly names = inject(Names);
  protected readonly replayRefusal = computed(() => this.permissions.refusal('replays:plan'));
  protected readonly titleOf = titleOf;
  protected readonly adviceFor = adviceFor;
  protected readonly counted = counted;
  protected readonly figure = figure;
  protected readonly answer = httpResource<{ items: RowErrorCluster[] }>(() => ({
    url: '/bff/api/row-error-clusters',
    params: this.list().filterParams(),
  }));
  protected readonly clusters = linkedSignal<
    RowErrorCluster[] | undefined,
    RowErrorCluster[] | undefined
  >({
    source: () => (this.answer.hasValue() ? this.answer.value().items : undefined),
    computation: (items, previous) => items ?? previous?.value,
  });
  protected readonly problem = computed(() => {
    const error = this.answer.error();
    return error ? toProblem(error) : null;
  });
  protected readonly showsAll = signal(false);
  protected readonly shown = computed(() => {
    const clusters = this.clusters() ?? [];
    return this.showsAll() ? clusters : clusters.slice(0, shownAtFirst);
  });
  /** The one cause that the address names. */
  protected readonly chosen = computed(() => {
    const { code, feed } = this.list().query().filters;
    const clusters = this.clusters() ?? [];
    const [only] = clusters;
    return code && feed && clusters.length === 1 ? (only ?? null) : null;
  });

  constructor() {
    effect(() => {
      // Other counts of the list mean that rows came or were decided about.
      this.list().stats();
      this.answer.reload();
    });
  }

  protected choose({ code, column, feed, partner }: RowErrorCluster): void {
    this.list().filter({ code, column, feed, partner });
  }

  protected clearChoice(): void {
    this.list().filter({ code: null, column: null, feed: null, partner: null });
  }

  /** The failed rows of this feed with this code, as a replay by query. */
  protected replay({ code, feed }: RowErrorCluster): void {
    void this.router.navigate(['/replays', 'new'], { queryParams: { feed, code, rows: 'failed' } });
  }

  protected trendText({ trend }: RowErrorCluster): string {
    const today = trend.at(-1) ?? 0;
    const sum = trend.reduce((total, rows) => total + rows, 0);
    return `${figure(sum)} in 14 days, ${figure(today)} today`;
  }
}
