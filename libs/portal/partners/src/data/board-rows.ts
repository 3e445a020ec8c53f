import type { FeedCalendar, FeedDay } from '@waybill/contracts';
import { feedDayWords, pressingDayStates } from '@waybill/portal-core';
import { figure, minuteOfDay } from '@waybill/portal-ui';
import type { BoardCell, BoardRow } from '@waybill/portal-ui';

/** The board's rows: feeds that want somebody's attention first, and each day leading to what came. */
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
      cells: calendar.days
        .filter(({ state, fileCount }) => state !== 'none' || fileCount > 0)
        .map((day) => cellOf(calendar, day)),
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

function cellOf({ feed, timeZone }: FeedCalendar, day: FeedDay): BoardCell {
  const { icon, label, tone } = isTroubled(day) ? troubled : feedDayWords[day.state];
  return {
    day: day.day,
    label: [label, ...factsOf(day, timeZone)].join(', '),
    icon,
    tone,
    link: linkOf(feed, day),
  };
}

/** To the file when it is one, to the list when there are more, and else to what was agreed. */
function linkOf(feed: string, { day, files, fileCount }: FeedDay): string {
  const [first] = files;
  if (!first) return `/feeds/${feed}/expectation`;
  if (fileCount === 1) return first.run === null ? `/files/${first.id}` : `/runs/${first.run}`;
  return `/files?${new URLSearchParams({ feed, range: 'dates', from: day, to: day })}`;
}

const troubled = { icon: 'error', label: 'failed', tone: 'bad' } as const;

/** Something came in time, but nothing of it was taken in. */
function isTroubled({ files, state }: FeedDay): boolean {
  return (
    state !== 'recovered' &&
    state !== 'undersized' &&
    files.length > 0 &&
    files.every(({ runState }) => runState === 'failed')
  );
}

function factsOf({ dueAt, files, fileCount, rows, rejected }: FeedDay, zone: string): string[] {
  const [first] = files;
  if (!first) return dueAt ? [`due ${minuteOfDay(Date.parse(dueAt), zone)}`] : [];
  const came = `came ${minuteOfDay(Date.parse(first.receivedAt), zone)}`;
  const size = `${figure(rows)} rows`;
  return [
    fileCount === 1 ? came : `${figure(fileCount)} files, the first ${came}`,
    rejected > 0 ? `${size}, ${figure(rejected)} rejected` : size,
  ];
}
