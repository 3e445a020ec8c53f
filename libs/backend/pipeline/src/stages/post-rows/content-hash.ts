import type { Value } from '@waybill/tabular';

/**
 * A 52-bit digest of a record's canonical values, to tell a repeated row from another row under the same id. It is compared
 * between two contents of one id only, so 52 bits are ample and nobody gains by making two contents collide.
 */
export function contentHash(values: readonly Value[]): number {
  let low = 0xdeadbeef ^ values.length;
  let high = 0x41c6ce57 ^ values.length;
  for (const value of values) {
    const text = textOf(value);
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      low = Math.imul(low ^ code, 2654435761);
      high = Math.imul(high ^ code, 1597334677);
    }
    // Ends each value, so that moving a character from one cell into the next makes a difference.
    low = Math.imul(low ^ 0x10000, 2654435761);
    high = Math.imul(high ^ 0x10000, 1597334677);
  }
  low = mixed(low, high);
  high = mixed(high, low);
  return 4294967296 * (high & 0xfffff) + (low >>> 0);
}

/** Distinct for values of distinct types: a text never looks like a number, null or boolean. */
function textOf(value: Value): string {
  return typeof value === 'string' ? `"${value}` : String(value);
}

function mixed(a: number, b: number): number {
  const first = Math.imul(a ^ (a >>> 16), 2246822507);
  return first ^ Math.imul(b ^ (b >>> 13), 3266489909);
}
