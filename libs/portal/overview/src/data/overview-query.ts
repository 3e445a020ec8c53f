/** What the overview is asked about, as it stands in the address. */
export interface OverviewQuery {
  readonly partner: string | null;
  /** First and last day, UTC, both included. */
  readonly from: string;
  readonly to: string;
  /** One of `spans`, or null where the days were chosen. */
  readonly span: Span | null;
}

export const spans = { '7d': 7, '30d': 30, '90d': 90 } as const;
export type Span = keyof typeof spans;
const usualSpan: Span = '30d';

export const spanLabels: Readonly<Record<Span, string>> = {
  '7d': 'Last 7 days',
  '30d': 'Last 30 days',
  '90d': 'Last 90 days',
};

export interface OverviewAddress {
  readonly partner?: string | undefined;
  readonly range?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const dayMs = 86_400_000;

/** Reads an address; what makes no sense there is as if it were absent. `now` in epoch milliseconds. */
export function readOverview(address: OverviewAddress, now: number): OverviewQuery {
  const partner = address.partner ?? null;
  const { from, to } = address;
  if (address.range === 'dates' && isDay(from) && isDay(to) && from <= to) {
    return { partner, from, to, span: null };
  }
  const span = isSpan(address.range) ? address.range : usualSpan;
  const last = dayOf(now);
  return { partner, from: dayOf(now - (spans[span] - 1) * dayMs), to: last, span };
}

/** Every day of the query, oldest first. */
export function daysOf({ from, to }: Pick<OverviewQuery, 'from' | 'to'>): string[] {
  const count = Math.round((Date.parse(to) - Date.parse(from)) / dayMs) + 1;
  return Array.from({ length: count }, (_, index) => dayOf(Date.parse(from) + index * dayMs));
}

/** As the API takes it. */
export function instantsOfDays({ from, to }: Pick<OverviewQuery, 'from' | 'to'>) {
  return { from: `${from}T00:00:00.000Z`, to: `${dayOf(Date.parse(to) + dayMs)}T00:00:00.000Z` };
}

/** The parameters that a list of runs takes for the same time and partner. */
export function runsOf({ partner, from, to }: OverviewQuery): Record<string, string> {
  return { range: 'dates', from, to, ...(partner ? { partner } : {}) };
}

export function isSpan(text: string | undefined): text is Span {
  return text !== undefined && Object.hasOwn(spans, text);
}

function isDay(text: string | undefined): text is string {
  return text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
