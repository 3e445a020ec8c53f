import type { Tone } from '../status/tone.ts';

export type ChartKind = 'line' | 'bar' | 'stacked-bar';

/** One place on the x axis. */
export interface ChartPoint {
  /** What a chosen range is told in, such as `2026-11-03`. */
  readonly key: string;
  /** As it is written on the axis and in the table. */
  readonly label: string;
}

/** One line, or one colour of the bars; `values` has one figure per point, null where there is none. */
export interface ChartSeries {
  readonly key: string;
  readonly label: string;
  readonly tone: Tone | 'accent';
  readonly values: readonly (number | null)[];
}

/** Something that happened at a point and explains what follows. */
export interface ChartMarker {
  /** Key of the point. */
  readonly at: string;
  readonly label: string;
}

/** Keys of the first and the last point, both included. */
export interface ChartRange {
  readonly from: string;
  readonly to: string;
}

/** "rows between 3 and 1,200, 800 at the end": the chart in a sentence, for whoever does not see it. */
export function summaryOf(
  points: readonly ChartPoint[],
  series: readonly ChartSeries[],
  format: (value: number) => string,
): string {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return 'No figures.';
  const each = series.map(({ label, values }) => {
    const known = values.filter((value) => value !== null);
    const end = known.at(-1);
    if (end === undefined) return `${label} has no figures`;
    const low = known.reduce((least, value) => Math.min(least, value));
    const high = known.reduce((most, value) => Math.max(most, value));
    return `${label} between ${format(low)} and ${format(high)}, ${format(end)} at the end`;
  });
  return `From ${first.label} to ${last.label}: ${each.join('; ')}.`;
}
