import { calendarDay, parseDate, parseTimestamp } from './evaluate/calendar.ts';
import { powerOfTen } from './evaluate/exact-arithmetic.ts';
import type { Slot, Value } from './value.ts';

type Typed = Pick<Slot, 'type' | 'scale'>;

/** The value of a text in its canonical form (`"12.30"`, `"2026-01-31"`, `"true"`); undefined when it is not of the type. */
export function readWritten(
  written: string,
  { type, scale }: Typed,
): Exclude<Value, null> | undefined {
  switch (type) {
    case 'text':
      return written;
    case 'date':
      return parseDate(written);
    case 'timestamp':
      return parseTimestamp(written);
    case 'boolean':
      return written === 'true' || written === 'false' ? written === 'true' : undefined;
    case 'integer':
      return readDecimal(written, 0);
    case 'decimal':
      return readDecimal(written, scale ?? 0);
  }
}

function readDecimal(written: string, scale: number): number | undefined {
  const match = /^(-?)(\d{1,16})(?:\.(\d{1,16}))?$/.exec(written);
  if (match === null) return undefined;
  const digits = (match[3] ?? '').replace(/0+$/, '');
  if (digits.length > scale) return undefined;
  const value = Number((match[2] ?? '') + digits) * powerOfTen(scale - digits.length);
  if (!Number.isSafeInteger(value)) return undefined;
  return match[1] === '-' ? 0 - value : value;
}

/** The text that `readWritten` reads as the value; numbers with all digits of their scale. For values of the slot's type. */
export function writeValue(value: Exclude<Value, null>, { type, scale }: Typed): string {
  if (typeof value !== 'number') return String(value);
  if (type === 'date') return writeDate(value);
  return type === 'timestamp' ? new Date(value).toISOString() : writeDecimal(value, scale ?? 0);
}

function writeDecimal(value: number, scale: number): string {
  const digits = String(Math.abs(value)).padStart(scale + 1, '0');
  const point = digits.length - scale;
  return `${value < 0 ? '-' : ''}${digits.slice(0, point)}${scale > 0 ? '.' : ''}${digits.slice(point)}`;
}

/** `YYYY-MM-DD` of days since 1970-01-01, within the years 1 to 9999. */
export function writeDate(days: number): string {
  const { year, month, day } = calendarDay(days);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}
