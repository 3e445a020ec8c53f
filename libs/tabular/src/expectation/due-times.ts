import { ZoneClock } from '../read/time-zone.ts';
import { weekdays, type Expectation } from './expectation.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** Clocks are set forward by an hour, once by half of one; a day without midnight has one a quarter later at most. */
const gapStepMs = 15 * minuteMs;

/** One time at which a file is due, in milliseconds since 1970. */
export interface DueTime {
  /** Local day, `2026-11-03`. */
  day: string;
  due: number;
  /** Until then it is on time. */
  deadline: number;
  /** A file that comes from here on, and before the next one opens, is this one's. */
  opens: number;
  /** From here on one that did not come is missing and not only late. */
  missingFrom: number;
}

/** Local days and times of one zone. */
export class LocalDays {
  readonly #clock: ZoneClock;

  /** @throws RangeError for a zone nobody knows. */
  constructor(timeZone: string) {
    this.#clock = new ZoneClock(timeZone);
  }

  /** When a clock of the zone first shows this time of that day; of a time that is skipped, the first moment after it. */
  instantOf(day: string, minutes: number): number {
    let local = Date.parse(day) + minutes * minuteMs;
    for (;;) {
      const instant = this.#clock.instantOf(local);
      if (instant !== null) return instant;
      local += gapStepMs;
    }
  }

  startOf(day: string): number {
    return this.instantOf(day, 0);
  }

  /** The day on which an instant falls. */
  dayOf(instant: number): string {
    let day = new Date(instant).toISOString().slice(0, 10);
    while (this.startOf(day) > instant) day = addDays(day, -1);
    while (this.startOf(addDays(day, 1)) <= instant) day = addDays(day, 1);
    return day;
  }
}

/** @param day `2026-11-03` */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);
}

/** All days of a range, both ends included. */
export function daysBetween(from: string, to: string): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

/** When files are due on the days of a range, both ends included, in order. */
export function dueTimes(expectation: Expectation, from: string, to: string): DueTime[] {
  const local = new LocalDays(expectation.timeZone);
  const grace = expectation.graceMinutes * minuteMs;
  // One before the range and one after it bound the first and the last; a week holds at least one.
  const days = daysBetween(addDays(from, -7), addDays(to, 7)).filter((day) =>
    expectation.days.includes(weekdayOf(day)),
  );
  const due = days.map((day) => ({ day, due: local.instantOf(day, minutesOf(expectation.at)) }));
  const times = due.map(({ day, due: at }, index) => {
    const before = due[index - 1];
    const opens = Math.max(local.startOf(day), before === undefined ? 0 : before.due + grace);
    const deadline = at + grace;
    const missingFrom = local.startOf(addDays(local.dayOf(deadline), 1));
    return { day, due: at, deadline, opens: Math.min(opens, at), missingFrom };
  });
  return times
    .map((time, index) => {
      const next = times[index + 1]?.opens ?? Infinity;
      return { ...time, missingFrom: Math.min(time.missingFrom, next) };
    })
    .filter(({ day }) => day >= from && day <= to);
}

/** The next times at which a file is due, as instants. */
export function nextDueTimes(expectation: Expectation, now: number, count: number): DueTime[] {
  const today = new LocalDays(expectation.timeZone).dayOf(now);
  const weeks = Math.ceil(count / expectation.days.length) + 1;
  return dueTimes(expectation, today, addDays(today, weeks * 7))
    .filter(({ due }) => due > now)
    .slice(0, count);
}

function minutesOf(at: string): number {
  return Number(at.slice(0, 2)) * 60 + Number(at.slice(3));
}

/** 1970-01-01 was a Thursday. */
function weekdayOf(day: string) {
  const index = (Math.floor(Date.parse(day) / dayMs) + 3) % 7;
  return weekdays[index < 0 ? index + 7 : index] ?? 'mon';
}
