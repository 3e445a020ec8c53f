const max = Number.MAX_SAFE_INTEGER;

/**
 * Between which numbers the values of an expression lie, both included and counted in its units, and whether 0 may be one of them.
 * Every value lies in it; not every number in it need be a value.
 */
export interface NumberRange {
  readonly least: number;
  readonly most: number;
  readonly zero: boolean;
}

export const anyNumber: NumberRange = { least: -max, most: max, zero: true };

export function between(least: number, most: number, zero = true): NumberRange {
  if (!zero && least === 0) return { least: 1, most, zero };
  if (!zero && most === 0) return { least, most: -1, zero };
  return { least, most, zero: zero && least <= 0 && most >= 0 };
}

export function exactly(value: number): NumberRange {
  return between(value, value);
}

/** What lies in both. Ranges that exclude each other are those of a place that no row comes to: nothing is said about it. */
export function inBoth(a: NumberRange, b: NumberRange): NumberRange {
  const both = between(Math.max(a.least, b.least), Math.min(a.most, b.most), a.zero && b.zero);
  return both.least <= both.most ? both : a;
}

export function inEither(a: NumberRange, b: NumberRange): NumberRange {
  return between(Math.min(a.least, b.least), Math.max(a.most, b.most), a.zero || b.zero);
}

/** What is left of the result of a calculation, since one beyond the numbers fails. Undefined when nothing is. */
export function withinNumbers(range: NumberRange): NumberRange | undefined {
  if (range.least > max || range.most < -max) return undefined;
  return between(Math.max(range.least, -max), Math.min(range.most, max), range.zero);
}
