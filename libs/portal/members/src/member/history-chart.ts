import { httpResource } from '@angular/common/http';
import { Component, computed, inject, input } from '@angular/core';
import { Router } from '@angular/router';
import type { MemberHistory } from '@waybill/contracts';
import { toProblem } from '@waybill/portal-core';
import { ChartView, ProblemPanel, Skeleton, dayText } from '@waybill/portal-ui';
import type { ChartRange } from '@waybill/portal-ui';

/** How the points of a member came to be what they are; a range that is chosen filters the entries below. */
@Component({
  selector: 'wb-history-chart',
  imports: [ChartView, ProblemPanel, Skeleton],
  templateUrl: './history-chart.html',
  styleUrl: './history-chart.scss',
})
export class HistoryChart {
  readonly member = input.required<string>();
  /** Days that the entries are filtered by, from the address. */
  readonly from = input<string>();
  readonly to = input<string>();

  private readonly router = inject(Router);
  protected readonly answer = httpResource<MemberHistory>(
    () => `/bff/api/members/${encodeURIComponent(this.member())}/history`,
  );
  private readonly days = computed(() =>
    this.answer.hasValue() ? this.answer.value().days : null,
  );
  protected readonly isLoaded = computed(() => this.days() !== null);
  protected readonly problem = computed(() => {
    const error = this.answer.error();
    return error ? toProblem(error) : null;
  });
  protected readonly points = computed(() =>
    (this.days() ?? []).map(({ day }) => ({ key: day, label: dayText(day) })),
  );
  protected readonly series = computed(() => [
    {
      key: 'balance',
      label: 'Available points',
      tone: 'accent' as const,
      values: (this.days() ?? []).map(({ balance }) => balance),
    },
  ]);
  protected readonly selected = computed((): ChartRange | null => {
    const [from, to] = [this.from(), this.to()];
    return from && to ? { from, to } : null;
  });

  protected choose({ from, to }: ChartRange): void {
    const queryParams = { range: 'dates', from, to, cursor: null };
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }
}
