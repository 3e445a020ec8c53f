/** A date and time as written. */
export interface LocalTime {
  year: number;
  month: number;
  day: number;
  millisecondOfDay: number;
  /** Minutes east of UTC, or null when nothing was written. */
  offsetMinutes: number | null;
}

const tokens = ['yyyy', 'SSS', 'MM', 'dd', 'HH', 'mm', 'ss'] as const;
type Token = (typeof tokens)[number];

interface Part {
  token: Token | null;
  start: number;
  text: string;
}

/** Why a pattern cannot be used, or null. */
export function datePatternFault(pattern: string): string | null {
  const found = partsOf(pattern).flatMap((part) => (part.token === null ? [] : [part.token]));
  const twice = found.find((token, index) => found.indexOf(token) !== index);
  if (twice !== undefined) return `${twice} occurs twice`;
  const missing = (['yyyy', 'MM', 'dd'] as const).find((token) => !found.includes(token));
  return missing === undefined ? null : `${missing} is missing`;
}

/**
 * Tokens `yyyy MM dd HH mm ss SSS`, everything else literally. All have a fixed width, so text of another length or with
 * other literals is null. Whether the day exists is not checked here; the time of day is.
 */
export function compileDatePattern(pattern: string): (text: string) => LocalTime | null {
  const parts = partsOf(pattern);
  const literals = parts.filter((part) => part.token === null);
  const startOf = (token: Token) => parts.find((part) => part.token === token)?.start ?? -1;
  const [year, month, day] = [startOf('yyyy'), startOf('MM'), startOf('dd')];
  const [hour, minute, second, milli] = [
    startOf('HH'),
    startOf('mm'),
    startOf('ss'),
    startOf('SSS'),
  ];
  return (text) => {
    if (text.length !== pattern.length) return null;
    for (const literal of literals) if (!text.startsWith(literal.text, literal.start)) return null;
    const millisecondOfDay = timeOfDay(
      hour < 0 ? 0 : readDigits(text, hour, 2),
      minute < 0 ? 0 : readDigits(text, minute, 2),
      second < 0 ? 0 : readDigits(text, second, 2),
      milli < 0 ? 0 : readDigits(text, milli, 3),
    );
    const local = {
      year: readDigits(text, year, 4),
      month: readDigits(text, month, 2),
      day: readDigits(text, day, 2),
      millisecondOfDay,
      offsetMinutes: null,
    };
    return millisecondOfDay < 0 || local.year < 0 || local.month < 0 || local.day < 0
      ? null
      : local;
  };
}

/** -1 for a time that no clock shows, 23:59:60 included: a leap second has no place in epoch milliseconds. */
export function timeOfDay(hour: number, minute: number, second: number, milli: number): number {
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 || milli < 0)
    return -1;
  return ((hour * 60 + minute) * 60 + second) * 1000 + milli;
}

/** The number that `count` ASCII digits at `start` make, -1 when one of them is none. */
export function readDigits(text: string, start: number, count: number): number {
  let value = 0;
  for (let i = start; i < start + count; i++) {
    const digit = text.charCodeAt(i) - 0x30;
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
}

function partsOf(pattern: string): Part[] {
  const parts: Part[] = [];
  for (let start = 0; start < pattern.length;) {
    const token = tokens.find((candidate) => pattern.startsWith(candidate, start)) ?? null;
    const text = token ?? pattern.charAt(start);
    parts.push({ token, start, text });
    start += text.length;
  }
  return parts;
}
