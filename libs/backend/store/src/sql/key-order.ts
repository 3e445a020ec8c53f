/**
 * The one order in which writers touch keys: any total order prevents deadlocks as long as everybody uses it, and this one costs least.
 * It is by UTF-16 units, which for ids in ASCII is also the order of the index.
 */
export function inKeyOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
