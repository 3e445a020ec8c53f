import type { DayFilter, FilterValues, RangeFilter } from './filter.ts';

const dayMs = 86_400_000;
const spanMs: Readonly<Record<string, number>> = {
  '1h': 3_600_000,
  '24h': dayMs,
  '7d': 7 * dayMs,
  '30d': 30 * dayMs,
};

export const rangeLabels: Readonly<Record<string, string>> = {
  '1h': 'Last hour',
  '24h': 'Last 24 hours',
  '7d': 'Last 7 days',
  '30d': 'Last 30 days',
  dates: 'Between dates …',
};

const range: RangeFilter = {
  kind: 'range',
  label: 'Time range',
  read: (text) => (Object.hasOwn(rangeLabels, text) ? text : null),
  clears: ['from', 'to'],
};

function day(label: string): DayFilter {
  const isDay = (text: string) =>
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
  return { kind: 'day', label, read: (text) => (isDay(text) ? text : null) };
}

/** The filters of a list with times: `filters: { …, ...timeRange }`. The API gets them as instants `from` and `to`. */
export const timeRange = { range, from: day('From (UTC)'), to: day('To (UTC)') } as const;

/** The instants of a range; both days are included. `now` (epoch ms) anchors the quick ones. */
export function instantsOf(values: FilterValues, now: number): { from?: string; to?: string } {
  const span = spanMs[values['range'] ?? ''];
  if (span !== undefined) return { from: new Date(now - span).toISOString() };
  const { from, to } = values;
  return {
    ...(from ? { from: `${from}T00:00:00.000Z` } : {}),
    ...(to ? { to: `${to}T23:59:59.999Z` } : {}),
  };
}
