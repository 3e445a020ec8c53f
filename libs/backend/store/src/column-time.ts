const msPerDay = 86_400_000;

/** Both databases hold times as `2026-11-03 06:00:00.000`, UTC: `datetime(3)` in MySQL, text of the same form in SQLite. */
export function columnTime(time: Date): string {
  return time.toISOString().slice(0, 23).replace('T', ' ');
}

/** RFC 3339 in UTC with milliseconds, from a column. */
export function instant(column: string): string {
  return `${column.replace(' ', 'T')}Z`;
}

export function instantOrNull(column: string | null): string | null {
  return column === null ? null : instant(column);
}

/** `2026-11-03` from days since 1970-01-01. */
export function calendarDate(epochDays: number): string {
  return new Date(epochDays * msPerDay).toISOString().slice(0, 10);
}

export function calendarDateOrNull(epochDays: number | null): string | null {
  return epochDays === null ? null : calendarDate(epochDays);
}
