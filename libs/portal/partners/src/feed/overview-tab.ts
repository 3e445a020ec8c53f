import { httpResource } from '@angular/common/http';
import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Page, Run, RunStats } from '@waybill/contracts';
import { toProblem } from '@waybill/portal-core';
import {
  ChartView,
  DayBoard,
  Icon,
  NOW,
  ProblemPanel,
  Skeleton,
  Time,
  counted,
  dayText,
  figure,
  minuteOfDay,
} from '@waybill/portal-ui';
import type { ChartSeries } from '@waybill/portal-ui';
import { boardRows } from '../data/board-rows.ts';
import { rejectRates } from '../data/reject-rates.ts';
import { RunsTable } from '../ui/runs-table.ts';
import { Tile } from '../ui/tile.ts';
import { FeedDetail } from './feed-detail.ts';

const monthMs = 30 * 86_400_000;

@Component({
  selector: 'wb-feed-overview-tab',
  imports: [ChartView, DayBoard, Icon, ProblemPanel, RouterLink, RunsTable, Skeleton, Tile, Time],
  templateUrl: './overview-tab.html',
  styleUrls: ['../ui/section.scss', '../ui/form.scss', '../partner/overview-tab.scss'],
})
export class OverviewTab {
  readonly id = input.required<string>();

  protected readonly detail = inject(FeedDetail);
  protected readonly counted = counted;
  protected readonly figure = figure;
  private readonly since = new Date(inject(NOW)() - monthMs).toISOString();

  protected readonly runs = httpResource<Page<Run>>(() => ({
    url: '/bff/api/runs',
    params: { feed: this.id(), limit: '8', sort: 'newest' },
  }));
  private readonly stats = httpResource<RunStats>(() => ({
    url: '/bff/api/run-stats',
    params: { feed: this.id(), from: this.since, bucket: 'day' },
  }));
  protected readonly month = computed(() =>
    this.stats.hasValue() ? rejectRates(this.stats.value()) : undefined,
  );
  protected readonly statsProblem = computed(() => {
    const error = this.stats.error();
    return error ? toProblem(error) : null;
  });
  protected readonly board = computed(() => {
    const calendar = this.detail.calendar();
    return calendar ? boardRows([calendar], (partner) => partner) : [];
  });
  protected readonly days = computed(
    () => this.detail.calendar()?.days.map(({ day }) => day) ?? [],
  );
  protected readonly lastFile = computed(() =>
    this.detail
      .calendar()
      ?.days.flatMap(({ files }) => files)
      .at(-1),
  );
  /** Which day's time is over while nothing came at all, the last when there are more. */
  protected readonly absent = computed(() => {
    const calendar = this.detail.calendar();
    const day = calendar?.days.findLast(
      ({ state, fileCount }) => fileCount === 0 && (state === 'missing' || state === 'late'),
    );
    if (!calendar || !day) return null;
    const due = day.dueAt && minuteOfDay(Date.parse(day.dueAt), calendar.timeZone);
    return `No file came for ${dayText(day.day)}${due ? `, due ${due} ${calendar.timeZone}` : ''}.`;
  });
  protected readonly failedDays = computed(
    () =>
      this.detail.calendar()?.days.filter(({ state }) => state === 'missing' || state === 'late')
        .length ?? 0,
  );
  protected readonly points = computed(
    () => this.month()?.days.map(({ day }) => ({ key: day, label: dayText(day) })) ?? [],
  );
  protected readonly series = computed((): ChartSeries[] => [
    {
      key: 'rejected',
      label: 'Rejected rows in percent',
      tone: 'bad',
      values: this.month()?.days.map(({ percent }) => percent) ?? [],
    },
  ]);

  protected readonly percent = (value: number): string => `${value.toFixed(1)} %`;

  protected reloadStats(): void {
    this.stats.reload();
  }
}
