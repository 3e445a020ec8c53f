import { readDigits, timeOfDay, type LocalTime } from './date-pattern.ts';

const dash = 0x2d;
const colon = 0x3a;

/** `yyyy-MM-dd` and nothing else. Whether the day exists is not checked here. */
export function readIsoDate(text: string): LocalTime | null {
  return text.length === 10 ? readDatePart(text) : null;
}

/** `yyyy-MM-dd`, then `T` or a space, `HH:mm[:ss[.S…S]]` (to milliseconds; finer digits must be 0), then `Z`, `±HH:mm` or nothing. */
export function readIsoTimestamp(text: string): LocalTime | null {
  const local = readDatePart(text);
  if (local === null) return null;
  if (text.length === 10) return local;
  const separator = text.charAt(10);
  if (separator !== 'T' && separator !== ' ') return null;
  const [clock, offset] = splitOffset(text.slice(11));
  local.millisecondOfDay = readClock(clock);
  local.offsetMinutes = offset === '' ? null : readOffset(offset);
  return local.millisecondOfDay < 0 || Number.isNaN(local.offsetMinutes) ? null : local;
}

function readDatePart(text: string): LocalTime | null {
  const year = readDigits(text, 0, 4);
  const month = readDigits(text, 5, 2);
  const day = readDigits(text, 8, 2);
  const dashed = text.charCodeAt(4) === dash && text.charCodeAt(7) === dash;
  if (!dashed || year < 0 || month < 0 || day < 0) return null;
  return { year, month, day, millisecondOfDay: 0, offsetMinutes: null };
}

function splitOffset(time: string): [string, string] {
  const at = time.search(/[Z+-]/);
  return at === -1 ? [time, ''] : [time.slice(0, at), time.slice(at)];
}

function readClock(clock: string): number {
  const length = clock.length;
  const hasSeconds = length >= 8;
  if (length !== 5 && length !== 8 && !(length > 9 && length <= 18 && clock.charAt(8) === '.'))
    return -1;
  if (clock.charCodeAt(2) !== colon || (hasSeconds && clock.charCodeAt(5) !== colon)) return -1;
  return timeOfDay(
    readDigits(clock, 0, 2),
    readDigits(clock, 3, 2),
    hasSeconds ? readDigits(clock, 6, 2) : 0,
    length > 9 ? readMillis(clock.slice(9)) : 0,
  );
}

function readMillis(digits: string): number {
  const millis = readDigits(digits.padEnd(3, '0'), 0, 3);
  return /^0*$/.test(digits.slice(3)) ? millis : -1;
}

/** NaN when it is none. */
function readOffset(offset: string): number {
  if (offset === 'Z') return 0;
  if (offset.length !== 6 || offset.charCodeAt(3) !== colon) return Number.NaN;
  const hours = readDigits(offset, 1, 2);
  const minutes = readDigits(offset, 4, 2);
  if (hours < 0 || hours > 14 || minutes < 0 || minutes > 59) return Number.NaN;
  return (offset.charAt(0) === '-' ? -1 : 1) * (hours * 60 + minutes);
}
