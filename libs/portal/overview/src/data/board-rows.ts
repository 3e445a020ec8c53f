import type { FeedCalendar } from '@waybill/contracts';
import { pressingDayStates } from '@waybill/portal-core';
import { dayCells } from '@waybill/portal-core/feed-days';
import type { BoardRow } from '@waybill/portal-ui';

/** Feeds that press today come first, then by name. */
export function boardRows(
  calendars: readonly FeedCalendar[],
  today: string,
  partnerName: (id: string) => string,
): BoardRow[] {
  return calendars
    .toSorted((a, b) => pressure(a, today) - pressure(b, today) || (a.feed < b.feed ? -1 : 1))
    .map((calendar) => ({
      key: calendar.feed,
      label: calendar.name,
      hint: partnerName(calendar.partner),
      link: `/feeds/${calendar.feed}`,
      cells: dayCells(calendar),
    }));
}

const calm = pressingDayStates.length;

function pressure({ days }: FeedCalendar, today: string): number {
  const state = days.find(({ day }) => day === today)?.state;
  const at = state ? pressingDayStates.indexOf(state) : -1;
  return at === -1 ? calm : at;
}
