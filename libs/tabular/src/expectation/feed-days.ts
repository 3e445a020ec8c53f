import { addDays, daysBetween, dueTimes, LocalDays, type DueTime } from './due-times.ts';
import type { Expectation } from './expectation.ts';

/**
 * How a day of a feed stands. While nothing usable came: `due` (not yet time), `at-risk` (time, but not over it), `late`, `missing`
 * (the day is over). Once it came: `early`, `on-time`, or `recovered` when it was late, set aside at first, or not the first to come.
 * `undersized`: only a file that was held back for its size. `none`: nothing was due.
 */
export const feedDayStates = [
  'missing',
  'late',
  'undersized',
  'at-risk',
  'recovered',
  'due',
  'early',
  'on-time',
  'none',
] as const;
export type FeedDayState = (typeof feedDayStates)[number];

/** A file as far as it matters to the calendar. */
export interface Arrival {
  /** Milliseconds since 1970. */
  receivedAt: number;
  /** `mended`: set aside at first, and taken in later. `held`: set aside for its size. `unusable`: refused, failed, or sent before. */
  worth: 'usable' | 'mended' | 'held' | 'unusable';
}

export interface FeedDay<File extends Arrival> {
  /** Local day, `2026-11-03`. */
  day: string;
  state: FeedDayState;
  /** Milliseconds since 1970; null when nothing was due. */
  dueAt: number | null;
  /** In order of arrival. */
  files: readonly File[];
}

interface Asked<File extends Arrival> {
  /** Null when nobody waits for files: then each day has its files and the state `none`. */
  expectation: Expectation | null;
  /** Zone of the days of a feed without expectation. */
  timeZone: string;
  /** At least all that came on these days and on the day after the last. */
  files: readonly File[];
  /** First and last local day. */
  from: string;
  to: string;
  now: number;
}

const earlyAtLeastMs = 3_600_000;

/** Each day of a range as it stands now: a pure function, so that a change of the expectation shows for the past as well. */
export function feedDays<File extends Arrival>(asked: Asked<File>): FeedDay<File>[] {
  const { expectation, from, to, now } = asked;
  const local = new LocalDays(expectation?.timeZone ?? asked.timeZone);
  // The last due time before the range may still have its file within it, and one of the range behind its end.
  const times =
    expectation === null ? [] : dueTimes(expectation, addDays(from, -7), addDays(to, 7));
  const files = asked.files.toSorted((a, b) => a.receivedAt - b.receivedAt);
  const filesByDay = assign(files, times, local);
  const timeByDay = new Map(times.map((time) => [time.day, time]));
  return daysBetween(from, to).map((day) => {
    const time = timeByDay.get(day);
    const theirs = filesByDay.get(day) ?? [];
    return time === undefined
      ? { day, state: 'none', dueAt: null, files: theirs }
      : { day, state: stateOf(time, theirs, now), dueAt: time.due, files: theirs };
  });
}

/** A file belongs to the due time whose turn it is; one too many belongs to the day on which it came. */
function assign<File extends Arrival>(
  files: readonly File[],
  times: readonly DueTime[],
  local: LocalDays,
): Map<string, File[]> {
  const byDay = new Map<string, File[]>();
  const served = new Set<string>();
  let turn = -1;
  for (const file of files) {
    while ((times[turn + 1]?.opens ?? Infinity) <= file.receivedAt) turn += 1;
    const due = times[turn];
    const day = due === undefined || served.has(due.day) ? local.dayOf(file.receivedAt) : due.day;
    byDay.set(day, [...(byDay.get(day) ?? []), file]);
    if (isUsable(file)) served.add(day);
  }
  return byDay;
}

function stateOf(time: DueTime, files: readonly Arrival[], now: number): FeedDayState {
  const [first] = files;
  const usable = files.find(isUsable);
  if (usable === undefined) {
    if (files.some(({ worth }) => worth === 'held')) return 'undersized';
    if (now < time.due) return 'due';
    if (now <= time.deadline) return 'at-risk';
    return now < time.missingFrom ? 'late' : 'missing';
  }
  const isFirst = usable === first && usable.worth === 'usable';
  if (usable.receivedAt > time.deadline || !isFirst) return 'recovered';
  const tolerance = Math.max(time.deadline - time.due, earlyAtLeastMs);
  return usable.receivedAt < time.due - tolerance ? 'early' : 'on-time';
}

function isUsable({ worth }: Arrival): boolean {
  return worth === 'usable' || worth === 'mended';
}
