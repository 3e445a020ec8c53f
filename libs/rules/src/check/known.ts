import type { NumberRange } from './number-range.ts';
import { inBoth, inEither } from './number-range.ts';

interface KnownField {
  readonly name: string;
  readonly range: NumberRange;
}

/**
 * What is known about fields at some place: those in it, each once, are not missing there, and numbers, days and moments lie in the
 * range. A list and no Map, because there are a few of them at each of thousands of places.
 */
export type Known = readonly KnownField[];

export const nothingKnown: Known = [];

export function rangeKnown(known: Known, name: string): NumberRange | undefined {
  for (const field of known) if (field.name === name) return field.range;
  return undefined;
}

/** What is known where two things hold. */
export function knownByBoth(a: Known, b: Known): Known {
  if (b.length === 0) return a;
  if (a.length === 0) return b;
  const known = [...a];
  for (const { name, range } of b) {
    const at = a.findIndex((field) => field.name === name);
    if (at < 0) known.push({ name, range });
    else known[at] = { name, range: inBoth((a[at] as KnownField).range, range) };
  }
  return known;
}

/** What is known where one of two things holds. */
export function knownByEither(a: Known, b: Known): Known {
  if (a.length === 0 || b.length === 0) return nothingKnown;
  return a.flatMap(({ name, range }) => {
    const other = rangeKnown(b, name);
    return other === undefined ? [] : [{ name, range: inEither(range, other) }];
  });
}
