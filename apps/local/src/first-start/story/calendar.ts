const msPerDay = 86_400_000;

/** A day of the calendar, as days since 1970-01-01. */
export type Day = number;

export function dayOf(time: Date): Day {
  return Math.floor(time.getTime() / msPerDay);
}

/** 0 is Sunday. */
export function weekdayOf(day: Day): number {
  return (((day + 4) % 7) + 7) % 7;
}

export function isWeekend(day: Day): boolean {
  return weekdayOf(day) === 0 || weekdayOf(day) === 6;
}

/** How many days of its month are left after this one. */
export function daysLeftInMonth(day: Day): number {
  const date = new Date(day * msPerDay);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0));
  return last.getUTCDate() - date.getUTCDate();
}

/** A day in a partner's way of writing it: tokens `yyyy MM dd`, and `HH mm ss` for the minute of the day. */
export function written(day: Day, pattern = 'yyyy-MM-dd', minute = 0): string {
  const { date, time } = split(pattern);
  const text = dateText(day, date);
  return time === ''
    ? text
    : `${text}${replaced(time, { HH: Math.floor(minute / 60), mm: minute % 60, ss: 0 })}`;
}

/** Where the time of day begins; every date comes first. */
function split(pattern: string): { date: string; time: string } {
  const at = pattern.search(/[^yMd]HH/);
  return at < 0
    ? { date: pattern, time: '' }
    : { date: pattern.slice(0, at), time: pattern.slice(at) };
}

/** Every row of a file has the same few dates. */
const dateTexts = new Map<string, string>();

function dateText(day: Day, pattern: string): string {
  const key = `${String(day)} ${pattern}`;
  const known = dateTexts.get(key);
  if (known !== undefined) return known;
  const date = new Date(day * msPerDay);
  const text = replaced(pattern, {
    yyyy: date.getUTCFullYear(),
    MM: date.getUTCMonth() + 1,
    dd: date.getUTCDate(),
  });
  dateTexts.set(key, text);
  return text;
}

function replaced(pattern: string, values: Readonly<Record<string, number>>): string {
  return Object.entries(values).reduce(
    (text, [token, value]) => text.replace(token, String(value).padStart(token.length, '0')),
    pattern,
  );
}

/** The instant at which clocks in the zone show this time of this day. */
export function instantAt(day: Day, time: string, timeZone: string): Date {
  const asUtc = new Date(`${written(day)}T${time}:00.000Z`);
  const first = new Date(asUtc.getTime() - offsetMs(asUtc, timeZone));
  // Once more from there, since the offset may have changed in between.
  return new Date(asUtc.getTime() - offsetMs(first, timeZone));
}

const formats = new Map<string, Intl.DateTimeFormat>();

function offsetMs(at: Date, timeZone: string): number {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  formats.set(timeZone, format);
  const shown = new Date(`${format.format(at).replace(' ', 'T')}.000Z`);
  return shown.getTime() - Math.floor(at.getTime() / 1000) * 1000;
}
