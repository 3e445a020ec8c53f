import { Component, computed, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { OverviewPage } from '@waybill/contracts';
import { ChartView, Skeleton } from '@waybill/portal-ui';
import type { ChartRange } from '@waybill/portal-ui';
import { daysOf, runsOf } from '../data/overview-query.ts';
import type { OverviewQuery } from '../data/overview-query.ts';
import { pointsOf, trendsOf } from '../data/trends.ts';

/** How it goes, day by day; days that are chosen in one chart become the time of the whole overview. */
@Component({
  selector: 'wb-trends',
  imports: [ChartView, RouterLink, Skeleton],
  templateUrl: './trends.html',
  styleUrl: './trends.scss',
})
export class Trends {
  readonly page = input.required<OverviewPage | undefined>();
  readonly query = input.required<OverviewQuery>();
  readonly chosen = output<ChartRange>();

  protected readonly outlines = [1, 2, 3, 4];
  private readonly days = computed(() => daysOf(this.query()));
  protected readonly points = computed(() => pointsOf(this.days()));
  protected readonly runs = computed(() => runsOf(this.query()));
  protected readonly trends = computed(() => {
    const page = this.page();
    return page ? trendsOf(this.days(), page.days) : [];
  });
}
