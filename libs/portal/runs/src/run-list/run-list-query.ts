import type { Params } from '@angular/router';
import type { RunState, runSorts } from '@waybill/contracts';
import { stateWords } from '@waybill/portal-core';

export type RunSort = (typeof runSorts)[number];

export const sortLabels: Readonly<Record<RunSort, string>> = {
  newest: 'Newest first',
  oldest: 'Oldest first',
  longest: 'Longest first',
  'most-rejected': 'Most rejected first',
};

export const rangeLabels = {
  all: 'All time',
  '1h': 'Last hour',
  '24h': 'Last 24 hours',
  '7d': 'Last 7 days',
  '30d': 'Last 30 days',
  dates: 'Between dates …',
} as const;
export type Range = keyof typeof rangeLabels;

const rangeMs: Readonly<Partial<Record<Range, number>>> = {
  '1h': 3_600_000,
  '24h': 86_400_000,
  '7d': 7 * 86_400_000,
  '30d': 30 * 86_400_000,
};

/** The state of the list as it stands in the address: copying the address shares the view. */
export interface RunListQuery {
  readonly states: readonly RunState[];
  readonly partner: string | null;
  readonly feed: string | null;
  readonly range: Range;
  /** Dates `yyyy-mm-dd` in UTC, both included; only for the range `dates`. */
  readonly from: string | null;
  readonly to: string | null;
  readonly q: string;
  readonly sort: RunSort;
  readonly cursor: string | null;
}

export const wholeList: RunListQuery = {
  states: [],
  partner: null,
  feed: null,
  range: 'all',
  from: null,
  to: null,
  q: '',
  sort: 'newest',
  cursor: null,
};

/** Reads the address; a value nobody knows is left out rather than shown as an error. */
export function readQuery(params: Params): RunListQuery {
  const text = (name: string): string | null => {
    const value: unknown = params[name];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const from = dateIn(text('from'));
  const to = dateIn(text('to'));
  const range = text('range');
  return {
    states: (text('state') ?? '').split(',').filter(isState),
    partner: text('partner'),
    feed: text('feed'),
    range: isRange(range) ? range : from || to ? 'dates' : 'all',
    from,
    to,
    q: text('q') ?? '',
    sort: sortIn(text('sort')),
    cursor: text('cursor'),
  };
}

/** What to write into the address; null takes a parameter out. */
export function writeQuery(query: RunListQuery): Params {
  return {
    state: query.states.join(',') || null,
    partner: query.partner,
    feed: query.feed,
    range: query.range === 'all' ? null : query.range,
    from: query.range === 'dates' ? query.from : null,
    to: query.range === 'dates' ? query.to : null,
    q: query.q || null,
    sort: query.sort === 'newest' ? null : query.sort,
    cursor: query.cursor,
  };
}

/** The same for the BFF. `now` (epoch ms) anchors the relative ranges. */
export function requestParams(query: RunListQuery, now: number): Record<string, string> {
  const span = rangeMs[query.range];
  const dates = query.range === 'dates';
  const from = span ? new Date(now - span).toISOString() : dates && dayStart(query.from);
  const to = dates && dayEnd(query.to);
  return {
    limit: '50',
    sort: query.sort,
    ...(query.states.length > 0 ? { state: query.states.join(',') } : {}),
    ...(query.partner ? { partner: query.partner } : {}),
    ...(query.feed ? { feed: query.feed } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    ...(query.q ? { q: query.q } : {}),
    ...(query.cursor ? { cursor: query.cursor } : {}),
  };
}

export function isFiltered(query: RunListQuery): boolean {
  const { cursor: _cursor, sort: _sort, ...filter } = writeQuery(query);
  return Object.values(filter).some((value) => value !== null);
}

function dayStart(date: string | null): string | null {
  return date && `${date}T00:00:00.000Z`;
}

function dayEnd(date: string | null): string | null {
  return date && `${date}T23:59:59.999Z`;
}

function dateIn(text: string | null): string | null {
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(text ?? '') && !Number.isNaN(Date.parse(text ?? ''));
  return isDate ? text : null;
}

function isState(text: string): text is RunState {
  return Object.hasOwn(stateWords, text);
}

function isRange(text: string | null): text is Range {
  return text !== null && Object.hasOwn(rangeLabels, text);
}

function sortIn(text: string | null): RunSort {
  const isSort = (value: string): value is RunSort => Object.hasOwn(sortLabels, value);
  return text !== null && isSort(text) ? text : 'newest';
}
