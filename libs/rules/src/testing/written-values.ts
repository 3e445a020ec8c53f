import { parseDate, parseTimestamp } from '../evaluate/calendar.ts';
import type { Slot, Value, ValueType } from '../value.ts';
import { writeValue } from '../written-value.ts';

/** A value as people write it in a case: `"12.30"` for a decimal, `"2026-01-31"` for a date, null for none. */
export type Written = string | number | boolean | null;

/** Values for the slots from what a case writes by name. Names that are not written have no value. */
export function valuesFor(
  slots: readonly Slot[],
  written: Readonly<Record<string, Written>>,
): Value[] {
  const unknown = Object.keys(written).find((name) => !slots.some((slot) => slot.name === name));
  if (unknown !== undefined) throw new Error(`The case writes ${unknown}, which is no slot.`);
  return slots.map((slot) => valueFor(slot, written[slot.name] ?? null));
}

function valueFor({ name, type, scale = 0 }: Slot, written: Written): Value {
  if (written === null || typeof written === 'boolean' || type === 'text') return written;
  if (type === 'date' || type === 'timestamp') {
    const value =
      typeof written === 'number'
        ? written
        : (type === 'date' ? parseDate : parseTimestamp)(written);
    if (value === undefined)
      throw new Error(`The case writes ${name} as ${written}, which is no ${type}.`);
    return value;
  }
  return unscaled(String(written), scale);
}

function unscaled(written: string, scale: number): number {
  const [whole = '', digits = ''] = written.split('.');
  if (digits.length > scale)
    throw new Error(`${written} has more than ${scale} digits after the point.`);
  return Number(whole + digits.padEnd(scale, '0'));
}

/** A value in the form in which cases write it; numbers as text with all digits of their scale. */
export function write(value: Value, type: string, scale: number): Written {
  if (typeof value !== 'number') return value;
  return writeValue(value, { type: type === 'number' ? 'decimal' : (type as ValueType), scale });
}
