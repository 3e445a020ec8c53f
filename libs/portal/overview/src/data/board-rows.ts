import type { FeedCalendar, FeedDay } from '@waybill/contracts';
import { feedDayWords, pressingDayStates } from '@waybill/portal-core';
import { figure, minuteOfDay } from '@waybill/portal-ui';
import type { BoardCell, BoardRow } from '@waybill/portal-ui';

/** Feeds that press come first, then by name; each day in words, leading to its runs. */
export function boardRows(
  calendars: readonly FeedCalendar[],
  today: string,
  partnerName: (id: string) => string,
): BoardRow[] {
  return calendars
    .toSorted((a, b) => pressure(a, today) - pressure(b, today) || order(a.feed, b.feed))
    .map((calendar) => ({
      key: calendar.feed,
      label: calendar.name,
      hint: partnerName(calendar.partner),
      link: `/feeds/${calendar.feed}`,
      cells: calendar.days
        .filter(({ state, fileCount }) => state !== 'none' || fileCount > 0)
        .map((day) => cellOf(calendar, day)),
    }));
}

/** How many feeds are missing, late, held or at risk today. */
export function pressingToday(calendars: readonly FeedCalendar[], today: string): number {
  return calendars.filter((calendar) => pressure(calendar, today) < calm).length;
}

const calm = pressingDayStates.length;

function pressure({ days }: FeedCalendar, today: string): number {
  const state = days.find(({ day }) => day === today)?.state;
  const at = state ? pressingDayStates.indexOf(state) : -1;
  return at === -1 ? calm : at;
}

function cellOf({ feed, timeZone }: FeedCalendar, day: FeedDay): BoardCell {
  const { icon, label, tone } = isTroubled(day) ? troubled : feedDayWords[day.state];
  const query = new URLSearchParams({ feed, range: 'dates', from: day.day, to: day.day });
  return {
    day: day.day,
    label: [label, ...factsOf(day, timeZone)].join(', '),
    icon,
    tone,
    link: day.fileCount > 0 ? `/runs?${query}` : `/feeds/${feed}/expectation`,
  };
}

const troubled = { icon: 'error', label: 'failed', tone: 'bad' } as const;

/** Something came, but its run failed: that it was in time is no comfort. */
function isTroubled({ files, state }: FeedDay): boolean {
  return (
    state !== 'recovered' &&
    files.length > 0 &&
    files.every(({ runState }) => runState === 'failed')
  );
}

function factsOf({ dueAt, files, fileCount, rows, rejected }: FeedDay, timeZone: string): string[] {
  const [first] = files;
  if (!first) {
    return dueAt ? [`due ${minuteOfDay(Date.parse(dueAt), timeZone)}`] : [];
  }
  const came = `came ${minuteOfDay(Date.parse(first.receivedAt), timeZone)}`;
  const size = `${figure(rows)} rows`;
  return [
    fileCount === 1 ? came : `${figure(fileCount)} files, first ${came}`,
    rejected > 0 ? `${size}, ${figure(rejected)} rejected` : size,
  ];
}

function order(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
