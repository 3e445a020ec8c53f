import type { FeedCalendar } from '@waybill/contracts';
import { pressingDayStates } from '@waybill/portal-core';
import { dayCells, shownState } from '@waybill/portal-core/feed-days';
import type { ShownDayState } from '@waybill/portal-core/feed-days';
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

/** Whether a day of the feed is shown so, for filtering feeds by it. */
export function hasState({ days }: FeedCalendar, state: ShownDayState): boolean {
  return days.some((day) => shownState(day) === state);
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
