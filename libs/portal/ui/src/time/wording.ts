const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' });

const dayParts = { day: 'numeric', month: 'short' } as const;
const clockParts = { hour: '2-digit', minute: '2-digit' } as const;
const forms = {
  dayAndMonth: dayParts,
  date: { ...dayParts, year: 'numeric' },
  weekday: { weekday: 'short', ...dayParts },
  isoDay: { year: 'numeric', month: '2-digit', day: '2-digit' },
  exact: { ...dayParts, year: 'numeric', ...clockParts, second: '2-digit', timeZoneName: 'short' },
  range: { ...dayParts, year: 'numeric', ...clockParts, timeZoneName: 'short' },
  minute: clockParts,
  clock: { ...clockParts, second: '2-digit', fractionalSecondDigits: 3 },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** Making a formatter costs a hundred times more than using it, and a list uses the same few all the time. */
const made = new Map<string, Intl.DateTimeFormat>();

function formatter(form: keyof typeof forms, timeZone: string | undefined): Intl.DateTimeFormat {
  const key = `${form} ${timeZone ?? ''}`;
  const known = made.get(key);
  if (known) return known;
  const fresh = new Intl.DateTimeFormat('en-GB', {
    ...forms[form],
    ...(timeZone ? { timeZone } : {}),
  });
  made.set(key, fresh);
  return fresh;
}

/** "3 min. ago", "yesterday"; a plain date once it is more than a week away. `at` and `now` in epoch ms. */
export function relativeTime(at: number, now: number, timeZone?: string): string {
  const distance = at - now;
  if (Math.abs(distance) < 45_000) return distance > 5_000 ? 'in a moment' : 'just now';
  if (Math.abs(distance) > 7 * 86_400_000) return shortDate(at, now, timeZone);
  const [unit, size] = units.find(([, each]) => Math.abs(distance) >= each * 0.95) ?? units[2];
  return relative.format(Math.round(distance / size), unit);
}

function shortDate(at: number, now: number, timeZone?: string): string {
  const sameYear = new Date(at).getUTCFullYear() === new Date(now).getUTCFullYear();
  return formatter(sameYear ? 'dayAndMonth' : 'date', timeZone).format(at);
}

/** "3 Nov 2026, 06:00:04 CET": everything needed to compare it with a log. */
export function absoluteTime(at: number, timeZone?: string): string {
  return formatter('exact', timeZone).format(at);
}

/** "06:00:04.120", for lists where the order within a second matters and whose heading names the zone. */
export function clockTime(at: number, timeZone?: string): string {
  return formatter('clock', timeZone).format(at);
}

/** "06:00", where the day stands beside it. */
export function minuteOfDay(at: number, timeZone?: string): string {
  return formatter('minute', timeZone).format(at);
}

/** "3 Nov 2026, 06:00–07:15 CET": what both ends share is said once. Epoch ms. */
export function timeRange(from: number, to: number, timeZone?: string): string {
  return formatter('range', timeZone)
    .formatRange(from, Math.max(from, to))
    .replaceAll('\u2009', ' ');
}

/** "Tue 3 Nov" for the day an instant (epoch ms) falls on in that zone. */
export function dayOfInstant(at: number, timeZone?: string): string {
  return formatter('weekday', timeZone).format(at);
}

/** "2026-11-03": the calendar day an instant (epoch ms) falls on in that zone. */
export function isoDay(at: number, timeZone?: string): string {
  const parts = formatter('isoDay', timeZone).formatToParts(at);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** "Tue 3 Nov" for a calendar day written as 2026-11-03; such a day belongs to no zone. */
export function dayText(day: string): string {
  return dayOfInstant(Date.parse(`${day}T12:00:00Z`), 'UTC');
}

/** "840 ms", "12.4 s", "3 min 05 s", "2 h 14 min", "3 days". */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.max(0, Math.round(ms))} ms`;
  const seconds = ms / 1000;
  if (seconds < 60) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${two(Math.floor(seconds % 60))} s`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours} h ${two(minutes % 60)} min`;
  return `${Math.floor(hours / 24)} days`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
