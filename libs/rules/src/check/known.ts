import type { NumberRange } from './number-range.ts';
import { inBoth, inEither } from './number-range.ts';

/** What is known about fields at some place: those in it are not missing there, and numbers, days and moments lie in the range. */
export type Known = ReadonlyMap<string, NumberRange>;

export const nothingKnown: Known = new Map();

/** What is known where two things hold. */
export function knownByBoth(a: Known, b: Known): Known {
  if (b.size === 0) return a;
  if (a.size === 0) return b;
  const known = new Map(a);
  for (const [name, range] of b) {
    const other = known.get(name);
    known.set(name, other === undefined ? range : inBoth(other, range));
  }
  return known;
}

/** What is known where one of two things holds. */
export function knownByEither(a: Known, b: Known): Known {
  if (a.size === 0 || b.size === 0) return nothingKnown;
  const known = new Map<string, NumberRange>();
  for (const [name, range] of a) {
    const other = b.get(name);
    if (other !== undefined) known.set(name, inEither(range, other));
  }
  return known;
}
