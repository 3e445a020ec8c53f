/**
 * Orders two S3 sequencers of one key: negative when `a` is the earlier event. They are hex of differing length and compare
 * as text only after the shorter one was padded with zeros on the right.
 */
export function compareSequencers(a: string, b: string): number {
  const length = Math.max(a.length, b.length);
  const left = a.toUpperCase().padEnd(length, '0');
  const right = b.toUpperCase().padEnd(length, '0');
  return left === right ? 0 : left < right ? -1 : 1;
}
