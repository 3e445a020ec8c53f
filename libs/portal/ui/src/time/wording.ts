const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' });

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
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
    ...(timeZone ? { timeZone } : {}),
  }).format(at);
}

/** "3 Nov 2026, 06:00:04 CET": everything needed to compare it with a log. */
export function absoluteTime(at: number, timeZone?: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
    ...(timeZone ? { timeZone } : {}),
  }).format(at);
}

/** "06:00:04.120", for lists where the order within a second matters. */
export function clockTime(at: number, timeZone?: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    ...(timeZone ? { timeZone } : {}),
  }).format(at);
}

/** "840 ms", "12.4 s", "3 min 05 s", "2 h 14 min". */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.max(0, Math.round(ms))} ms`;
  const seconds = ms / 1000;
  if (seconds < 60) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${two(Math.floor(seconds % 60))} s`;
  return `${Math.floor(minutes / 60)} h ${two(minutes % 60)} min`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
