import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Params } from '@angular/router';
import type { OverviewPage, OverviewTotals } from '@waybill/contracts';
import { Skeleton, Sparkline, figure, signedFigure } from '@waybill/portal-ui';
import { daysOf, runsOf } from '../data/overview-query.ts';
import type { OverviewQuery } from '../data/overview-query.ts';

/** “+12 %” and “vs. before”; no figure where nothing changed. */
interface Change {
  readonly figure: string;
  readonly words: string;
}

interface Total {
  readonly key: string;
  readonly label: string;
  readonly text: string;
  /** Against the time before; null where there is nothing to compare with. */
  readonly change: Change | null;
  readonly course: readonly (number | null)[];
  readonly params: Params;
}

/** Runs, rows, rejected rows and points of the chosen time, against the equally long time before. */
@Component({
  selector: 'wb-arrivals',
  imports: [RouterLink, Skeleton, Sparkline],
  templateUrl: './arrivals.html',
  styleUrl: './arrivals.scss',
})
export class Arrivals {
  readonly page = input.required<OverviewPage | undefined>();
  readonly query = input.required<OverviewQuery>();

  protected readonly outlines = [1, 2, 3, 4];
  protected readonly totals = computed((): Total[] => {
    const page = this.page();
    if (!page) return [];
    const now = totalsOf(page.days);
    const { before } = page;
    const runs = runsOf(this.query());
    return [
      {
        key: 'runs',
        label: 'Runs',
        text: figure(now.runs),
        change: shareOf(now.runs, before?.runs),
        course: this.course(page, (day) => day.runs),
        params: runs,
      },
      {
        key: 'rows',
        label: 'Rows read',
        text: figure(now.read),
        change: shareOf(now.read, before?.read),
        course: this.course(page, (day) => day.counts.read),
        params: runs,
      },
      {
        key: 'rejected',
        label: 'Rows rejected',
        text: rateText(now),
        change: rateChange(now, before),
        course: this.course(page, (day) => day.counts.rejected),
        params: { ...runs, sort: 'most-rejected' },
      },
      {
        key: 'points',
        label: 'Points booked',
        text: figure(now.points),
        change: shareOf(now.points, before?.points),
        course: this.course(page, (day) => day.points),
        params: runs,
      },
    ];
  });

  private course(page: OverviewPage, value: (day: OverviewPage['days'][number]) => number) {
    const byDay = new Map(page.days.map((day) => [day.at.slice(0, 10), value(day)]));
    return daysOf(this.query()).map((day) => byDay.get(day) ?? 0);
  }
}

function totalsOf(days: OverviewPage['days']): OverviewTotals {
  return days.reduce(
    (sum, { runs, counts, points }) => ({
      runs: sum.runs + runs,
      read: sum.read + counts.read,
      rejected: sum.rejected + counts.rejected,
      points: sum.points + points,
    }),
    { runs: 0, read: 0, rejected: 0, points: 0 },
  );
}

function shareOf(now: number, before: number | undefined): Change | null {
  if (before === undefined || before <= 0) return null;
  return changeOf(Math.round((100 * (now - before)) / before), (share) => `${share} %`);
}

function rateText({ read, rejected }: OverviewTotals): string {
  if (read === 0) return '–';
  return `${((100 * rejected) / read).toFixed(1)} %`;
}

function rateChange(now: OverviewTotals, before: OverviewTotals | null): Change | null {
  if (!before || before.read === 0 || now.read === 0) return null;
  const points = (100 * now.rejected) / now.read - (100 * before.rejected) / before.read;
  return changeOf(Math.round(10 * points) / 10, (share) => `${share} points`);
}

function changeOf(by: number, written: (signed: string) => string): Change {
  if (by === 0) return { figure: '', words: 'as before' };
  return { figure: written(signedFigure(by)), words: 'vs. before' };
}
