import type { Value } from '@waybill/tabular';

const quote = 0x22;
/** No code unit of a text. Ends each value, so that moving a character from one cell into the next makes a difference. */
const endOfValue = 0x10000;

let lastValues: readonly Value[] | null = null;
let lastHash = 0;

/**
 * A 52-bit digest of a record's canonical values, to tell a repeated row from another row under the same id. It is compared
 * between two contents of one id only, so 52 bits are ample and nobody gains by making two contents collide.
 */
export function contentHash(values: readonly Value[]): number {
  // Whoever settles a row asks more than once, and both sides of a backtest do.
  if (values !== lastValues) {
    lastHash = digestOf(values);
    lastValues = values;
  }
  return lastHash;
}

/** Of the texts of the values, a text behind a quote: it never looks like a number, null or boolean. One loop, since it is met for each row. */
function digestOf(values: readonly Value[]): number {
  let low = 0xdeadbeef ^ values.length;
  let high = 0x41c6ce57 ^ values.length;
  for (const value of values) {
    let text = '';
    if (typeof value === 'string') {
      low = Math.imul(low ^ quote, 2654435761);
      high = Math.imul(high ^ quote, 1597334677);
      text = value;
    } else if (value === null) text = 'null';
    else text = String(value);
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      low = Math.imul(low ^ code, 2654435761);
      high = Math.imul(high ^ code, 1597334677);
    }
    low = Math.imul(low ^ endOfValue, 2654435761);
    high = Math.imul(high ^ endOfValue, 1597334677);
  }
  low = mixed(low, high);
  high = mixed(high, low);
  return 4294967296 * (high & 0xfffff) + (low >>> 0);
}

function mixed(a: number, b: number): number {
  const first = Math.imul(a ^ (a >>> 16), 2246822507);
  return first ^ Math.imul(b ^ (b >>> 13), 3266489909);
}
