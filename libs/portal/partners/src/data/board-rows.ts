import type { FeedCalendar, FeedDay } from '@waybill/contracts';
import { pressingDayStates } from '@waybill/portal-core';
import { dayCells } from '@waybill/portal-core/feed-days';
import type { BoardRow } from '@waybill/portal-ui';

/** The board's rows: feeds that want somebody's attention first. */
export function boardRows(
  calendars: readonly FeedCalendar[],
  partnerName: (id: string) => string,
): BoardRow[] {
  return calendars
    .toSorted((a, b) => pressure(a) - pressure(b) || (a.feed < b.feed ? -1 : 1))
    .map((calendar) => ({
      key: calendar.feed,
      label: calendar.name,
      hint: hintOf(calendar, partnerName(calendar.partner)),
      link: `/feeds/${calendar.feed}`,
      cells: dayCells(calendar),
    }));
}

/** The states that a feed's days are in, for filtering feeds by them. */
export function hasState({ days }: FeedCalendar, state: FeedDay['state']): boolean {
  return days.some((day) => day.state === state);
}

/** By its worst day, the latest first among equals: a file that is missing today presses more than last week's. */
function pressure({ days, state }: FeedCalendar): number {
  if (state === 'paused') return Infinity;
  const worst = days.reduce((least, day, index) => {
    const rank = pressingDayStates.indexOf(day.state);
    return rank === -1 ? least : Math.min(least, rank * 1000 + (days.length - index));
  }, Number.MAX_SAFE_INTEGER);
  return worst;
}

function hintOf({ expectation, state, timeZone }: FeedCalendar, partner: string): string {
  if (state === 'paused') return `${partner} · paused`;
  return expectation === null
    ? `${partner} · nothing expected`
    : `${partner} · ${expectation.at} ${timeZone}`;
}
