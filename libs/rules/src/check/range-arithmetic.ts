import { between } from './number-range.ts';
import type { NumberRange } from './number-range.ts';

// The results may lie beyond the numbers, where they are not exact, and never come back from there: rounding to a double keeps the order.

export function sumOf(a: NumberRange, b: NumberRange): NumberRange {
  return between(a.least + b.least, a.most + b.most);
}

export function negated({ least, most, zero }: NumberRange): NumberRange {
  return between(-most + 0, -least + 0, zero);
}

export function absolute(range: NumberRange): NumberRange {
  const { least, most, zero } = range;
  if (least >= 0) return range;
  return most <= 0 ? negated(range) : between(0, Math.max(-least, most), zero);
}

export function productOf(a: NumberRange, b: NumberRange): NumberRange {
  const corners = [a.least * b.least, a.least * b.most, a.most * b.least, a.most * b.most];
  return between(Math.min(...corners) + 0, Math.max(...corners) + 0, a.zero || b.zero);
}

/** a · 10^shift / b, rounded; b that is 0 does not count. */
export function quotientOf(a: NumberRange, b: NumberRange, shift: number): NumberRange {
  const around = b.least <= 0 && b.most >= 0 ? [-1, 1] : [];
  const divisors = [b.least, b.most, ...around].filter(
    (divisor) => divisor !== 0 && divisor >= b.least && divisor <= b.most,
  );
  const corners = divisors.flatMap((divisor) =>
    [a.least, a.most].map((top) => (top * 10 ** shift) / divisor),
  );
  return between(roundedOut(Math.min(...corners), -1), roundedOut(Math.max(...corners), 1));
}

/** A whole number that a quotient of doubles cannot lie beyond, whichever way it was rounded. */
function roundedOut(quotient: number, direction: -1 | 1): number {
  return Math.round(quotient) + direction * Math.ceil(1 + Math.abs(quotient) * 1e-15);
}

/** a % b, which has the sign of a. */
export function remainderRange(a: NumberRange, b: NumberRange): NumberRange {
  const largest = Math.max(Math.abs(b.least), Math.abs(b.most)) - 1;
  const least = a.least >= 0 ? 0 : Math.max(-largest, a.least);
  return between(least, a.most <= 0 ? 0 : Math.min(largest, a.most));
}

export function smallest(a: NumberRange, b: NumberRange): NumberRange {
  return between(Math.min(a.least, b.least), Math.min(a.most, b.most), a.zero || b.zero);
}

export function largest(a: NumberRange, b: NumberRange): NumberRange {
  return between(Math.max(a.least, b.least), Math.max(a.most, b.most), a.zero || b.zero);
}
