import type { FeedCalendar, FeedDay } from '@waybill/contracts';
import { counted, figure, minuteOfDay } from '@waybill/portal-ui';
import type { BoardCell } from '@waybill/portal-ui';
import { feedDayWords, pressingDayStates } from '../words/feed-day-words.ts';
import type { FeedDayWord } from '../words/feed-day-words.ts';

/** A feed's days as cells of a board, in words and leading to what came; days without anything due or come are left out. */
export function dayCells({ feed, timeZone, days }: FeedCalendar): BoardCell[] {
  return days
    .filter(({ state, fileCount }) => state !== 'none' || fileCount > 0)
    .map((day) => cellOf(feed, timeZone, day));
}

function cellOf(feed: string, timeZone: string, day: FeedDay): BoardCell {
  const { icon, label, tone } = shownDayWords[shownState(day)];
  return {
    day: day.day,
    label: [label, ...factsOf(day, timeZone)].join(', '),
    icon,
    tone,
    link: linkOf(feed, day),
  };
}

/** To the file when it is one, to the list when there are more, and else to the feed, which says what to do about it. */
function linkOf(feed: string, { day, files, fileCount }: FeedDay): string {
  const [first] = files;
  if (!first) return `/feeds/${feed}/overview`;
  if (fileCount === 1) return first.run === null ? `/files/${first.id}` : `/runs/${first.run}`;
  return `/files?${new URLSearchParams({ feed, range: 'dates', from: day, to: day })}`;
}

/** How a day is shown: as it stands, or as failed when something came and nothing of it was taken in. */
export type ShownDayState = FeedDay['state'] | 'failed';

/** The words for each, the most pressing first. */
export const shownDayWords: Readonly<Record<ShownDayState, FeedDayWord>> = {
  failed: {
    label: 'failed',
    icon: 'error',
    tone: 'bad',
    meaning: 'A file came, and nothing of it was taken in.',
  },
  ...feedDayWords,
};

export function shownState(day: FeedDay): ShownDayState {
  return isTroubled(day) ? 'failed' : day.state;
}

/** Whether something of a feed is missing, late, held or at risk on that day. */
export function pressesOn({ days }: FeedCalendar, today: string): boolean {
  return days.some(({ day, state }) => day === today && pressingDayStates.includes(state));
}

/** Something came in time, but nothing of it was taken in. */
function isTroubled({ files, state }: FeedDay): boolean {
  return (
    state !== 'recovered' &&
    state !== 'undersized' &&
    files.length > 0 &&
    files.every(({ runState }) => runState === 'failed')
  );
}

function factsOf({ dueAt, files, fileCount, rows, rejected }: FeedDay, timeZone: string): string[] {
  const [first] = files;
  if (!first) return dueAt ? [`due ${minuteOfDay(Date.parse(dueAt), timeZone)}`] : [];
  const came = `came ${minuteOfDay(Date.parse(first.receivedAt), timeZone)}`;
  const size = counted(rows, 'row');
  return [
    fileCount === 1 ? came : `${figure(fileCount)} files, the first ${came}`,
    rejected > 0 ? `${size}, ${figure(rejected)} rejected` : size,
  ];
}
