/**
 * A JSON value as text with sorted keys and no spaces: equal values give equal text, whatever the order in which keys were
 * written. Its SHA-256 (the caller's to compute, over UTF-8) identifies a version. Keys sort by UTF-16 units, as RFC 8785 asks.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value)
    .filter(([, entry]) => entry !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${canonicalJson(entry)}`).join(',')}}`;
}
