import type { OverviewPage } from '@waybill/contracts';
import { dayText } from '@waybill/portal-ui';
import type { ChartKind, ChartPoint, ChartSeries } from '@waybill/portal-ui';
import { duration, figure } from '@waybill/portal-ui';

/** A figure per day that goes up and down for a reason. */
export interface Trend {
  readonly key: string;
  readonly heading: string;
  readonly kind: ChartKind;
  readonly series: readonly ChartSeries[];
  readonly format: (value: number) => string;
}

type Day = OverviewPage['days'][number];

/** The points of the x axis: every day, those without a run too. */
export function pointsOf(days: readonly string[]): ChartPoint[] {
  return days.map((day) => ({ key: day, label: dayText(day) }));
}

/** Rows, share of rejected rows, points and time per run, day by day. */
export function trendsOf(days: readonly string[], found: OverviewPage['days']): Trend[] {
  const byDay = new Map(found.map((day) => [day.at.slice(0, 10), day]));
  const each = (value: (day: Day) => number | null, none: number | null = null) =>
    days.map((key) => {
      const day = byDay.get(key);
      return day ? value(day) : none;
    });
  return [
    {
      key: 'rows',
      heading: 'Rows',
      kind: 'stacked-bar',
      format: figure,
      series: [
        {
          key: 'posted',
          label: 'Posted',
          tone: 'good',
          values: each((day) => day.counts.posted, 0),
        },
        { key: 'other', label: 'Nothing to book', tone: 'calm', values: each(quiet, 0) },
        {
          key: 'troubled',
          label: 'Rejected or in conflict',
          tone: 'bad',
          values: each(troubled, 0),
        },
      ],
    },
    {
      key: 'rejected',
      heading: 'Share of rows rejected',
      kind: 'line',
      format: (value) => `${value.toFixed(1)} %`,
      series: [{ key: 'rate', label: 'Rejected', tone: 'bad', values: each(rejectRate) }],
    },
    {
      key: 'points',
      heading: 'Points booked',
      kind: 'bar',
      format: figure,
      series: [
        { key: 'points', label: 'Points', tone: 'accent', values: each((day) => day.points, 0) },
      ],
    },
    {
      key: 'duration',
      heading: 'Time per run',
      kind: 'line',
      format: duration,
      series: [
        {
          key: 'duration',
          label: 'Mean time',
          tone: 'note',
          values: each((day) => day.durationMs),
        },
      ],
    },
  ];
}

export function rejectRate({ counts }: Pick<Day, 'counts'>): number | null {
  return counts.read === 0 ? null : (100 * counts.rejected) / counts.read;
}

function quiet({ counts }: Day): number {
  return counts.unchanged + counts.duplicate + counts.skipped;
}

function troubled({ counts }: Day): number {
  return counts.rejected + counts.conflict;
}
